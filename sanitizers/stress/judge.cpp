#include "sanitizers/stress/judge.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "heddle/core/agreement.hpp"
#include "heddle/core/numbers.hpp"
#include "heddle/core/outcome.hpp"

namespace heddle {
namespace {

void found(Verdict& verdict, Finding finding, std::string summary) {
  verdict.status = Verdict::Status::kFound;
  verdict.finding = finding;
  verdict.summary = std::move(summary);
}

void judge_death(const StressRun& run, Verdict& verdict) {
  found(verdict, Finding::kCrash,
        "crash: " + cause_of_death(run.child) + " after " + quantity(run.rounds, "round", "rounds"));
  std::istringstream words(run.child.last_words);
  for (std::string line; std::getline(words, line);)
    if (!line.empty()) verdict.evidence.push_back(line);
}

// Counts the hang and says where each thread was. Returns whether it was allowed.
bool judge_hang(const Variant& variant, const StressRun& run, Verdict& verdict) {
  const Outcome hang = graded(variant.outcomes, kHangs);
  const bool allowed = may_hang(variant.outcomes) && hang.grade != Grade::kForbidden;
  const auto known = std::ranges::find(verdict.outcomes, kHangs, &OutcomeCount::text);
  if (known != verdict.outcomes.end())
    ++known->count;
  else
    verdict.outcomes.push_back({std::string(kHangs), Grade::kForbidden, "not listed, and so forbidden", 1});

  for (const Waiting& one : run.child.waiting)
    verdict.places.push_back({one.file, one.line, "", describe(one), ""});
  if (run.child.waiting.empty())
    verdict.evidence.emplace_back(
        "no thread was in an operation that waits: one of them goes round in a loop without a yield, or "
        "waits "
        "for something outside of the set");
  if (!allowed)
    found(verdict, Finding::kHang, "hang after " + quantity(run.rounds, "round", "rounds") + ": no progress");
  return allowed;
}

// Returns whether a forbidden one was seen.
bool judge_outcomes(Verdict& verdict) {
  for (const OutcomeCount& outcome : verdict.outcomes) {
    if (outcome.grade != Grade::kForbidden || outcome.count == 0) continue;
    found(verdict, Finding::kWrongOutcome,
          "wrong outcome '" + outcome.text + "', " + quantity(outcome.count, "time", "times") + " in " +
              quantity(verdict.executions, "round", "rounds") +
              (outcome.meaning.empty() ? "" : ": " + outcome.meaning));
    return true;
  }
  return false;
}

std::string what_was_tried(bool is_graded, bool hung, const StressRun& run, const Verdict& verdict) {
  std::string text = (is_graded ? "no forbidden outcome in " : "drawn from ") +
                     quantity(verdict.executions, "round", "rounds");
  if (hung)
    text += ", the last of which hung";
  else if (run.rounds < run.rounds_wanted)
    text += " (of " + with_commas(run.rounds_wanted) + " at most: the time was over)";
  std::string_view separator = "; interesting: ";
  for (const OutcomeCount& outcome : verdict.outcomes) {
    if (outcome.grade != Grade::kInteresting || outcome.count == 0) continue;
    text += std::string(separator) + "'" + outcome.text + "' " + quantity(outcome.count, "time", "times");
    separator = ", ";
  }
  return text;
}

}  // namespace

void judge(const Variant& variant, const StressRun& run, Verdict& verdict) {
  const bool is_graded = !declares_data_race(variant);
  const bool hung = run.child.end == ChildResult::End::kHung;
  verdict.status = Verdict::Status::kNotFound;
  verdict.executions = run.rounds + (hung ? 1 : 0);
  verdict.outcomes = run.outcomes;
  verdict.seconds_to_finding = run.seconds_to_finding;
  if (run.child.end == ChildResult::End::kDied) return judge_death(run, verdict);
  if (hung && !judge_hang(variant, run, verdict)) return;
  if (is_graded && judge_outcomes(verdict)) return;
  verdict.summary = what_was_tried(is_graded, hung, run, verdict);
}

}  // namespace heddle
