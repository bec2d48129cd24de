#include "every_outcome.hpp"

#include "heddle/core/finding.hpp"

namespace heddle::test {
namespace {

constexpr std::uint64_t kMaxSteps = 1'000;

// Whether the finding ends an execution as it would have ended anyway: nobody could go on, or all were done.
bool is_an_end(Finding finding) {
  return finding == Finding::kDeadlock || finding == Finding::kLivelock || finding == Finding::kWrongOutcome;
}

}  // namespace

Outcomes every_outcome(const Variant& variant, model::Mode mode, model::Scheduler& scheduler,
                       std::uint64_t max_executions) {
  Outcomes outcomes;
  while (outcomes.executions < max_executions) {
    model::SearchSettings settings;
    settings.variant = &variant;
    settings.threads = variant.threads;
    settings.mode = mode;
    settings.max_executions = max_executions - outcomes.executions;
    settings.max_steps = kMaxSteps;
    // It goes on where the last one stopped, behind the execution that failed.
    const model::SearchResult result = model::search(settings, scheduler);
    outcomes.executions += result.executions;
    outcomes.redundant += result.redundant;
    for (const OutcomeCount& outcome : result.outcomes) outcomes.all.insert(outcome.text);
    if (result.failure) {
      const Finding finding = result.failure->finding;
      // Who waits for whom is told of an end; of the rest, the first of several accesses names it.
      outcomes.all.insert(std::string(words_for(finding)) +
                          (is_an_end(finding) ? ": " + result.failure->message : ""));
      outcomes.broken_off |= !is_an_end(finding);
    }
    if (result.cut > 0) return outcomes;
    if (result.exhausted) {
      outcomes.complete = true;
      return outcomes;
    }
  }
  return outcomes;
}

}  // namespace heddle::test
