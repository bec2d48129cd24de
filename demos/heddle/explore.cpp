// heddle explore: tries the interleavings of a case and tells what it found.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "case_programs.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"
#include "named_variants.hpp"
#include "step_through.hpp"

namespace heddle {
namespace {

struct Arguments {
  std::string name;
  std::string cases;
  std::string json;
  std::vector<std::string> options;  // for the explorer
  std::string replay;
  bool step = false;
};

// Found goes before inconclusive: it is what has to be looked at first.
int exit_code_of(const std::vector<Verdict>& verdicts) {
  int code = kDone;
  for (const Verdict& verdict : verdicts) {
    if (verdict.status == Verdict::Status::kFound) return kFound;
    if (verdict.status != Verdict::Status::kProved) code = kCouldNotRun;
  }
  return code;
}

// What was seen of one execution: nothing wrong is all that can be asked of it.
int exit_code_of_replay(const Verdict& verdict) {
  if (verdict.status == Verdict::Status::kCouldNotRun) return kCouldNotRun;
  return verdict.status == Verdict::Status::kFound ? kFound : kDone;
}

// Errors: std::invalid_argument where several are meant.
void require_one(const std::vector<VariantRecord>& variants) {
  if (variants.size() == 1) return;
  std::string names;
  for (const VariantRecord& variant : variants) names += " " + variant.case_name + "." + variant.name;
  throw std::invalid_argument("--replay is of one variant, the one that its token came with; name it:" +
                              names);
}

int explore_named(const Arguments& arguments) {
  const CasePrograms programs(arguments.cases);
  const std::vector<VariantRecord> variants = named_variants(programs, arguments.name);
  std::vector<std::string> options = arguments.options;
  if (!arguments.replay.empty()) {
    require_one(variants);
    options.insert(options.end(), {"--replay", arguments.replay});
  }
  std::vector<Verdict> verdicts;
  for (const VariantRecord& variant : variants) {
    verdicts.push_back(programs.look("relacy", variant.case_name, variant.name, options));
    std::FILE* const out = arguments.json == "-" ? stderr : stdout;
    if (verdicts.size() > 1) std::fputs("\n", out);
    std::fputs(verdict_text(verdicts.back()).c_str(), out);
    if (arguments.step)
      for (const Trace& trace : verdicts.back().traces) step_through(trace, out);
  }
  if (!arguments.json.empty())
    write_file(arguments.json, [&](std::ostream& out) { write_json(out, verdicts); });
  return arguments.replay.empty() ? exit_code_of(verdicts) : exit_code_of_replay(verdicts.front());
}

// An option that the explorer's program understands by itself.
template <class Check>
void pass_on(CLI::App& command, const std::shared_ptr<Arguments>& arguments, const std::string& name,
             const std::string& help, const Check& check) {
  command
      .add_option_function<std::string>(
          name,
          [arguments, name](const std::string& value) {
            arguments->options.push_back(name);
            arguments->options.push_back(value);
          },
          help)
      ->check(check);
}

}  // namespace

void add_explore(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *program.add_subcommand("explore", "Try the interleavings of a case, and show the shortest bad one");
  command
      .add_option("CASE[.VARIANT]", arguments->name,
                  "What to explore: see 'heddle cases --list'; all variants unless one is named")
      ->required();
  const auto count = CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 62);
  pass_on(
      command, arguments, "--scheduler",
      "dpor: every execution that differs (the default); full: every execution; bound: every one with few\n"
      "preemptions. For what is too large: guided, which comes back to what is rare; pct, with a promise for\n"
      "bugs of a depth; pos, over orders of dependent operations; random",
      CLI::IsMember({"dpor", "full", "bound", "random", "pct", "pos", "guided"}));
  pass_on(command, arguments, "--max-executions", "Give up after so many (1,000,000; of a sample 10,000)",
          count);
  pass_on(command, arguments, "--preemptions", "Of --scheduler bound (2)", CLI::Range(0, 1000));
  pass_on(command, arguments, "--depth", "Of --scheduler pct (3): how many things have to come together",
          CLI::Range(1, 1000));
  pass_on(command, arguments, "--seed", "Of random, pct, pos and guided (drawn, and told)", count);
  pass_on(command, arguments, "--threads", "How many threads run the case (its own number)",
          CLI::Range(1, 64));
  pass_on(command, arguments, "--max-steps", "Give up an execution after so many (2,000)", count);
  CLI::Option* const replay =
      command
          .add_option("--replay", arguments->replay,
                      "No search: the one execution of this token, which came with a failure of CASE.VARIANT")
          ->type_name("TOKEN")
          ->check([](const std::string& token) { return token.empty() ? "the token is empty" : ""; });
  for (const char* const other :
       {"--scheduler", "--max-executions", "--preemptions", "--seed", "--threads", "--max-steps"})
    replay->excludes(other);
  command
      .add_flag(
          "--step", arguments->step,
          "With --replay: the state after each step; on a terminal one at a time, forwards and backwards")
      ->needs(replay);
  command.add_option("--json", arguments->json,
                     "Write the verdicts to this file as JSON; - for standard output");
  command.add_option(
      "--cases", arguments->cases,
      "The folder of the case programs (HEDDLE_CASES, or 'cases' beside this program's folder)");
  command.footer(
      "Exit codes: 0 proved; 1 something was found; 2 wrong usage; 3 inconclusive (not found, and not every\n"
      "execution was tried), or it could not run.\n"
      "With --replay: 0 the execution ends well now; 1 something was found; 2 wrong usage, or no token of\n"
      "this variant; 3 the code has changed, and how far the token agrees is told, or it could not run.");
  command.callback([arguments, &exit_code] { exit_code = explore_named(*arguments); });
}

}  // namespace heddle
