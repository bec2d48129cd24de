// heddle compare-logs: two logs of the same work side by side, and what became of the lines of the first.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "commands.hpp"
#include "files.hpp"
#include "heddle/log/compare.hpp"
#include "heddle/report/json.hpp"
#include "heddle/report/log_comparison_text.hpp"
#include "heddle/report/text_style.hpp"
#include "progress.hpp"

namespace heddle {
namespace {

struct Arguments {
  std::string left;
  std::string right;
  LogComparisonOptions options;
  std::string json;
};

// Of two files that are there; what cannot be read is told by who reads it.
std::uint64_t size_of(const std::string& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  return error ? 0 : size;
}

LogComparison compared(const Arguments& arguments) {
  Progress progress;
  LogComparisonOptions options = arguments.options;
  const std::uint64_t all = size_of(arguments.left) + size_of(arguments.right);
  const auto megabytes = [](std::uint64_t bytes) { return std::to_string(bytes / 1'000'000); };
  options.progress = [&](std::uint64_t bytes) {
    progress.show("comparing logs: " + megabytes(bytes) + " of " + megabytes(all) + " MB read");
  };
  return compare_logs(arguments.left, arguments.right, options);
}

int compare_two(const Arguments& arguments) {
  const LogComparison comparison = compared(arguments);
  if (!arguments.json.empty())
    write_file(arguments.json, [&](std::ostream& out) { write_json(out, comparison); });
  std::FILE* const terminal = arguments.json == "-" ? stderr : stdout;
  std::fputs(log_comparison_text(comparison, text_style_of(terminal)).c_str(), terminal);
  return comparison.clean() ? kDone : kFound;
}

}  // namespace

void add_compare_logs(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *program.add_subcommand("compare-logs", "Show a damaged log beside a clean one of the same work");
  command.add_option("LOG", arguments->left, "The log whose faults are shown")->required();
  command.add_option("OTHER", arguments->right, "A log of the same images, for what should be there")
      ->required();
  command.add_option("--most", arguments->options.most, "How many faults of each kind are shown")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command.add_option("--context", arguments->options.context, "Lines before and after each")
      ->capture_default_str()
      ->check(CLI::Range(0, 1000));
  command
      .add_option("--json", arguments->json,
                  "Write what was found to this file as JSON; - for standard output")
      ->type_name("FILE");
  command.footer(
      "Lines are the same where they tell of the same rows of the same image.\n"
      "heddle compare leaves a log of every run in the folder logs of its output.\n"
      "Exit codes: 0 both are whole and tell of the same lines; 1 not so; 2 wrong\n"
      "usage; 3 a log cannot be read.");
  command.callback([arguments, &exit_code] { exit_code = compare_two(*arguments); });
}

}  // namespace heddle
