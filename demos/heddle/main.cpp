// The heddle command.
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include "command_line.hpp"
#include "commands.hpp"
#include "heddle/core/printable.hpp"

namespace {

int complain(const char* what, int exit_code) {
  std::fprintf(stderr, "heddle: %s\n", heddle::printable(what).c_str());
  return exit_code;
}

// CLI11 would only say that a command is missing. Errors: std::invalid_argument.
void require_command(const CLI::App& program, const std::string& name) {
  std::string names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == name) return;
    names += " " + command->get_name();
  }
  throw std::invalid_argument("there is no command '" + name + "'; choose one of:" + names);
}

int run(int argc, char** argv) {
  // A file size limit or a closed pipe then shows itself as a failed write, which is reported, and ends
  // nothing.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  // Whoever started us may ignore the end of children; worker processes are waited for.
  std::signal(SIGCHLD, SIG_DFL);

  CLI::App program(
      "heddle: a concurrency correctness kit.\n"
      "Converts images to grayscale with workers that share counters and a log, and says what was lost.\n"
      "Shows each bug in a small case beside its fixes: by which steps it comes about, and which detector "
      "sees it.");
  program.name("heddle");
  program.formatter(std::make_shared<heddle::HelpFormatter>());
  program.set_version_flag("--version", HEDDLE_VERSION);
  program.require_subcommand(1);
  program.footer(
      "heddle COMMAND --help tells more of each.\n"
      "Exit codes: 0 done; 1 found, or something failed and is named; 2 wrong usage;\n"
      "3 could not run, or came to no conclusion.");

  int exit_code = heddle::kDone;
  try {
    heddle::add_gray(program, exit_code);
    heddle::add_compare(program, exit_code);
    heddle::add_check_log(program, exit_code);
    heddle::add_compare_logs(program, exit_code);
    heddle::add_explore(program, exit_code);
    heddle::add_cases(program, exit_code);
    heddle::add_report(program, exit_code);
    if (argc > 1 && *argv[1] != '-') require_command(program, argv[1]);
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // for help, or for the version
    program.exit(asked);
  } catch (const CLI::ParseError& error) {
    return complain(heddle::words_for(error, program).c_str(), heddle::kUsage);
  } catch (const std::invalid_argument& error) {
    return complain(error.what(), heddle::kUsage);
  } catch (const std::bad_alloc&) {
    return complain("out of memory; use fewer workers or a lower --max-pixels", heddle::kCouldNotRun);
  } catch (const std::filesystem::filesystem_error& error) {
    constexpr std::string_view kPrefix = "filesystem error: ";  // libstdc++'s own, of no use to a user
    const std::string_view what = error.what();
    return complain(what.data() + (what.starts_with(kPrefix) ? kPrefix.size() : 0), heddle::kCouldNotRun);
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
