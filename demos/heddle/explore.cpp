// heddle explore: tries the interleavings of a case, or one of them again, or puts the parts of a search
// together; and tells what was found.
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
#include "heddle/report/picture_html.hpp"
#include "heddle/report/picture_mermaid.hpp"
#include "heddle/report/picture_text.hpp"
#include "heddle/report/text_style.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"
#include "merge_files.hpp"
#include "named_variants.hpp"
#include "progress.hpp"
#include "step_through.hpp"

namespace heddle {
namespace {

// Found goes before inconclusive: it is what has to be looked at first. Part of a search can be no more than
// complete.
int exit_code_of(const std::vector<Verdict>& verdicts) {
  int code = kDone;
  for (const Verdict& verdict : verdicts) {
    if (verdict.status == Verdict::Status::kFound) return kFound;
    const bool is_done = verdict.part ? verdict.part->complete : verdict.status == Verdict::Status::kProved;
    if (!is_done) code = kCouldNotRun;
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
  for (const VariantRecord& variant : variants) names += " " + variant.full_name();
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

void write_traces(std::ostream& out, const ExploreOptions& asked, const std::vector<Verdict>& verdicts) {
  if (asked.trace == "html") return write_html(out, verdicts);
  if (asked.trace == "mermaid") return write_mermaid(out, verdicts);
  if (asked.trace == "json") return write_json(out, verdicts);
  TextStyle style = text_style_of(stdout);
  if (asked.trace_file != "-") style.colour = false;
  for (const Verdict& verdict : verdicts)
    out << (&verdict == verdicts.data() ? "" : "\n") << pictures_text(verdict, style);
}

// Where the verdicts are told; null where the traces stand in their place.
std::FILE* output_of(const ExploreOptions& asked) {
  if (asked.trace_file == "-") return nullptr;
  return asked.json == "-" ? stderr : stdout;
}

void tell(const Verdict& verdict, bool is_first, const ExploreOptions& asked) {
  std::FILE* const out = output_of(asked);
  if (out == nullptr) return;
  if (!is_first) std::fputs("\n", out);
  std::fputs(verdict_text(verdict, text_style_of(out)).c_str(), out);
  std::fflush(out);
  if (asked.step)
    for (const Trace& trace : verdict.traces) step_through(trace, out);
}

std::vector<Verdict> explored(const ExploreOptions& asked) {
  const CasePrograms programs = asked.cases.programs();
  const std::vector<VariantRecord> variants = named_variants(programs, asked.name);
  const std::vector<std::string> options = options_for(asked, variants);
  std::vector<Verdict> verdicts;
  Progress progress;
  for (const VariantRecord& variant : variants) {
    progress.show("exploring " + variant.full_name());
    verdicts.push_back(programs.look("relacy", variant, options));
    progress.clear();
    tell(verdicts.back(), verdicts.size() == 1, asked);
  }
  return verdicts;
}

std::vector<Verdict> merged(const ExploreOptions& asked) {
  std::vector<Verdict> verdicts = merge_files(asked.merge);
  for (const Verdict& verdict : verdicts) tell(verdict, &verdict == verdicts.data(), asked);
  return verdicts;
}

int explore(ExploreOptions asked) {
  if (asked.name.empty() && asked.merge.empty())
    throw std::invalid_argument(
        "CASE[.VARIANT] is missing: what to explore; heddle cases --list has the names");
  if (!asked.trace.empty() && asked.trace_file.empty()) asked.trace_file = "-";
  if (asked.trace_file == "-" && (asked.json == "-" || asked.step))
    throw std::invalid_argument(std::string(asked.step ? "--step" : "--json -") +
                                " and --trace both go to standard output; name a file with --trace-file");

  const std::vector<Verdict> verdicts = asked.merge.empty() ? explored(asked) : merged(asked);
  if (!asked.trace.empty())
    write_file(asked.trace_file, [&](std::ostream& file) { write_traces(file, asked, verdicts); });
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
      "Exit codes: 0 proved, or with --shard: this part is complete; 1 something was\n"
      "found; 2 wrong usage; 3 it could not run, or is inconclusive: not found, and not\n"
      "every execution was tried.\n"
      "With --replay: 0 the execution ends well now; 1 something was found; 2 wrong\n"
      "usage, or no token of this variant; 3 the code has changed, and how far the\n"
      "token agrees is told, or it could not run.");
  command.callback([options, &exit_code] { exit_code = explore(*options); });
}

}  // namespace heddle
