// heddle explore: tries the interleavings of a case, or one of them again, and tells what was found.
#include <cstdio>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "case_programs.hpp"
#include "commands.hpp"
#include "explore_options.hpp"
#include "files.hpp"
#include "heddle/core/detector.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"
#include "named_variants.hpp"
#include "progress.hpp"
#include "step_through.hpp"

namespace heddle {
namespace {

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

// Before the first look, so that none is wasted. Errors: std::invalid_argument where one of the variants
// cannot be run by so many.
void require_threads(const std::vector<VariantRecord>& variants, int threads) {
  for (const VariantRecord& record : variants) {
    Variant variant;
    variant.case_name = record.case_name;
    variant.name = record.name;
    variant.threads = record.threads;
    variant.max_threads = record.max_threads;
    threads_for(variant, {.threads = threads});
  }
}

std::vector<std::string> options_for(const ExploreOptions& asked,
                                     const std::vector<VariantRecord>& variants) {
  require_threads(variants, asked.threads);
  if (!asked.replay.empty()) {
    require_one(variants);
    return {"--replay", asked.replay};
  }
  std::vector<std::string> options = asked.search;
  if (asked.threads != 0) options.insert(options.end(), {"--threads", std::to_string(asked.threads)});
  return options;
}

int explore(const ExploreOptions& asked) {
  const CasePrograms programs = asked.cases.programs();
  const std::vector<VariantRecord> variants = named_variants(programs, asked.name);
  const std::vector<std::string> options = options_for(asked, variants);

  std::FILE* const out = asked.json == "-" ? stderr : stdout;
  std::vector<Verdict> verdicts;
  Progress progress;
  for (const VariantRecord& variant : variants) {
    progress.show("exploring " + variant.case_name + "." + variant.name);
    verdicts.push_back(programs.look("relacy", variant, options));
    progress.clear();
    if (verdicts.size() > 1) std::fputs("\n", out);
    std::fputs(verdict_text(verdicts.back()).c_str(), out);
    std::fflush(out);
    if (asked.step)
      for (const Trace& trace : verdicts.back().traces) step_through(trace, out);
  }
  if (!asked.json.empty()) write_file(asked.json, [&](std::ostream& file) { write_json(file, verdicts); });
  return asked.replay.empty() ? exit_code_of(verdicts) : exit_code_of_replay(verdicts.front());
}

}  // namespace

void add_explore(CLI::App& program, int& exit_code) {
  CLI::App& command =
      *program.add_subcommand("explore", "Try the interleavings of a case, and show the shortest bad one");
  const std::shared_ptr<ExploreOptions> options = add_explore_options(command);
  command.footer(
      "A proof holds within the bounds that are printed below it. heddle cases shows\n"
      "what the other detectors see.\n"
      "Exit codes: 0 proved; 1 something was found; 2 wrong usage; 3 it could not run,\n"
      "or is inconclusive: not found, and not every execution was tried.\n"
      "With --replay: 0 the execution ends well now; 1 something was found; 2 wrong\n"
      "usage, or no token of this variant; 3 the code has changed, and how far the\n"
      "token agrees is told, or it could not run.");
  command.callback([options, &exit_code] { exit_code = explore(*options); });
}

}  // namespace heddle
