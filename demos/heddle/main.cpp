// The heddle command.
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command_line.hpp"
#include "commands.hpp"
#include "heddle/core/printable.hpp"

namespace {

int complain(const char* what, int exit_code) {
  std::fprintf(stderr, "heddle: %s\n", heddle::printable(what).c_str());
  return exit_code;
}

// CLI11 would only say that a command is missing. Looks at the commands that begin the line, of commands of
// commands too. Errors: std::invalid_argument with those that there are.
void require_commands(const CLI::App& program, int argc, char** argv) {
  const CLI::App* command = &program;
  for (int i = 1; i < argc && *argv[i] != '-'; ++i) {
    std::vector<std::string> names;
    const CLI::App* named = nullptr;
    for (const CLI::App* one : command->get_subcommands([](const CLI::App*) { return true; })) {
      names.push_back(one->get_name());
      if (one->get_name() == argv[i]) named = one;
    }
    if (names.empty()) return;  // it is no command, but an argument of one
    if (named == nullptr)
      throw std::invalid_argument("there is no command '" + std::string(argv[i]) + "'; choose one of:" +
                                  std::accumulate(names.begin(), names.end(), std::string(),
                                                  [](std::string all, const std::string& name) {
                                                    return std::move(all) + " " + name;
                                                  }));
    command = named;
  }
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
    heddle::add_exercise(program, exit_code);
    heddle::add_report(program, exit_code);
    require_commands(program, argc, argv);
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
