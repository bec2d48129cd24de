#include "heddle/core/agreement.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "heddle/core/numbers.hpp"
#include "heddle/core/outcome.hpp"
#include "heddle/core/source.hpp"

namespace heddle {
namespace {

std::string side_by_side(std::string_view declared, std::string_view seen) {
  return "declared: " + std::string(declared) + "; seen: " + std::string(seen);
}

// "data race: <summary>", with the place; "nothing: not found in 64 rounds".
std::string what_was_seen(const Verdict& verdict) {
  std::string text(words_for(verdict.finding));
  if (!verdict.summary.empty() && !verdict.summary.starts_with(text))
    text += ": " + verdict.summary;
  else if (!verdict.summary.empty())
    text = verdict.summary;
  if (!verdict.places.empty())
    text += " at " + verdict.places[0].file + ":" + std::to_string(verdict.places[0].line);
  return text;
}

// What the variant declares for the detector; nothing for a detector that no variant knows of.
std::optional<Finding> declared_for(const Variant& variant, std::string_view detector) {
  if (detector == "tsan") return variant.expected.tsan;
  if (detector == "relacy") return variant.expected.model;
  return std::nullopt;
}

bool points_at_a_mark(const Verdict& verdict) {
  if (verdict.finding == Finding::kWrongOutcome)
    return std::ranges::any_of(verdict.traces, [](const Trace& trace) {
      return std::ranges::any_of(trace.steps, [](const Step& step) { return is_marked(step.source); });
    });
  return std::ranges::any_of(verdict.places, [](const Place& place) { return is_marked(place.source); });
}

std::string unmarked(const Verdict& verdict) {
  if (verdict.finding == Finding::kWrongOutcome)
    return side_by_side("lines marked // [race]", "no step of the execution on such a line");
  if (verdict.places.empty()) return side_by_side("lines marked // [race]", "a report that names no line");
  std::string lines;
  for (const Place& place : verdict.places)
    lines += (lines.empty() ? "" : ", ") + place.file + ":" + std::to_string(place.line);
  return side_by_side("lines marked // [race]", "a report of other lines: " + lines);
}

void compare_findings(Finding declared, const Verdict& verdict, bool marks_required,
                      std::vector<std::string>& differences) {
  const Finding seen = verdict.status == Verdict::Status::kFound ? verdict.finding : Finding::kNone;
  if (seen != declared)
    differences.push_back(side_by_side(words_for(declared), what_was_seen(verdict)));
  else if (marks_required && seen != Finding::kNone && !points_at_a_mark(verdict))
    differences.push_back(unmarked(verdict));
}

void compare_outcomes(const Variant& variant, const Verdict& verdict, std::vector<std::string>& differences) {
  if (verdict.executions == 0 && verdict.status != Verdict::Status::kFound)
    differences.push_back(side_by_side("a histogram of outcomes", "no round that ended"));
  if (verdict.status == Verdict::Status::kFound)
    differences.push_back(
        side_by_side("no forbidden outcome, no crash, no hang beyond the list", what_was_seen(verdict)));
  else if (!declares_data_race(variant))
    for (const OutcomeCount& outcome : verdict.outcomes)
      if (outcome.count > 0 && graded(variant.outcomes, outcome.text).grade == Grade::kForbidden)
        differences.push_back(side_by_side(
            "no forbidden outcome", "'" + outcome.text + "', " + quantity(outcome.count, "time", "times")));
}

}  // namespace

std::vector<std::string> disagreements(const Variant& variant, const Verdict& verdict, bool marks_required) {
  if (verdict.status == Verdict::Status::kCouldNotRun) return {"could not run: " + verdict.summary};

  std::vector<std::string> differences;
  if (verdict.detector == "stress") {
    compare_outcomes(variant, verdict, differences);
  } else if (verdict.detector == "static") {
    const bool seen = verdict.status == Verdict::Status::kFound;
    if (seen != variant.expected.thread_safety)
      differences.push_back(
          side_by_side(variant.expected.thread_safety ? "a warning of -Wthread-safety" : "no warning",
                       seen ? verdict.summary : "none"));
    else if (seen && marks_required && !points_at_a_mark(verdict))
      differences.push_back(unmarked(verdict));
  } else if (const auto declared = declared_for(variant, verdict.detector)) {
    compare_findings(*declared, verdict, marks_required, differences);
  } else {
    differences.push_back("no variant declares what the detector '" + verdict.detector +
                          "' sees; a detector is stress, tsan, relacy or static");
  }
  return differences;
}

}  // namespace heddle
