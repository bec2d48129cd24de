// heddle check-log: counts what became of a log's lines.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "commands.hpp"
#include "files.hpp"
#include "heddle/log/check.hpp"
#include "heddle/report/console.hpp"
#include "heddle/report/json.hpp"

namespace heddle {
namespace {

struct Arguments {
  std::string file;
  std::optional<std::uint64_t> expected;
  std::string json;
};

int check(const Arguments& arguments) {
  const LogCheck log = check_log(arguments.file, arguments.expected);
  if (!arguments.json.empty()) write_file(arguments.json, [&](std::ostream& out) { write_json(out, log); });
  std::fputs(console_log_check(log).c_str(), arguments.json == "-" ? stderr : stdout);
  return log.clean() ? kDone : kFound;
}

}  // namespace

void add_check_log(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *program.add_subcommand("check-log", "Count a log's intact, torn, missing and doubled lines");
  command.add_option("FILE", arguments->file, "The log, or - for standard input")->required();
  command.add_option("--expect", arguments->expected, "How many lines there should be")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 62));
  command
      .add_option("--json", arguments->json,
                  "Write what was found to this file as JSON; - for standard output")
      ->type_name("FILE");
  command.footer(
      "Exit codes: 0 all lines are intact; 1 not all; 2 wrong usage;\n"
      "3 the log cannot be read.");
  command.callback([arguments, &exit_code] { exit_code = check(*arguments); });
}

}  // namespace heddle
