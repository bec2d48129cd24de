// The heddle command.
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>

#include "commands.hpp"
#include "heddle/core/printable.hpp"

#ifndef HEDDLE_VERSION
#define HEDDLE_VERSION "unknown"
#endif

namespace {

int complain(const char* what, int exit_code) {
  std::fprintf(stderr, "heddle: %s\n", heddle::printable(what).c_str());
  return exit_code;
}

int run(int argc, char** argv) {
  // A file size limit or a closed pipe then shows itself as a failed write, which is reported, and ends
  // nothing.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App program(
      "heddle: a concurrency correctness kit.\n"
      "Converts images to grayscale with workers that share counters and a log, and says what was lost.");
  program.name("heddle");
  program.set_version_flag("--version", HEDDLE_VERSION);
  program.require_subcommand(1);
  program.footer(
      "Exit codes: 0 done; 1 found, or something failed and is named; 2 wrong usage; 3 could not run.");

  int exit_code = heddle::kDone;
  try {
    heddle::add_gray(program, exit_code);
    heddle::add_compare(program, exit_code);
    heddle::add_check_log(program, exit_code);
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // for help, or for the version
    program.exit(asked);
  } catch (const CLI::ParseError& error) {
    return complain((std::string(error.what()) + "; see heddle --help, or --help of the command").c_str(),
                    heddle::kUsage);
  } catch (const std::invalid_argument& error) {
    return complain(error.what(), heddle::kUsage);
  } catch (const std::bad_alloc&) {
    return complain("out of memory; use fewer workers or a lower --max-pixels", heddle::kCouldNotRun);
  } catch (const std::exception& error) {
    return complain(error.what(), heddle::kCouldNotRun);
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    return complain("cannot write to standard output", heddle::kCouldNotRun);
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (...) {  // not even the complaint could be made
    return heddle::kCouldNotRun;
  }
}
