#include "sanitizers/relacy/shortest.hpp"

#include <limits>
#include <utility>

#include "sanitizers/relacy/bounded_search.hpp"
#include "sanitizers/relacy/explain.hpp"
#include "sanitizers/relacy/rank.hpp"
#include "sanitizers/relacy/replay.hpp"
#include "sanitizers/relacy/simplify.hpp"
#include "sanitizers/relacy/token.hpp"

namespace heddle::model {
namespace {

constexpr int kMostEffortForAConsequence = 4;

// The first of all executions within the scheduler's bound that fail with `finding`: by outcome, then by
// length. complete: turns false where some of them were not looked at.
std::optional<SearchResult> first_within(const SearchSettings& settings, BoundedSearch& scheduler,
                                         Finding finding, bool& complete) {
  std::optional<SearchResult> best;
  const auto order = [&](const SearchResult& r) { return std::pair(rank_of(settings, r), r.steps); };
  for (;;) {
    SearchResult result = search(settings, scheduler);
    if (result.cut > 0 || scheduler.ran_out()) complete = false;
    // search() has told the scheduler of the end of the failed execution, so that it goes on behind it.
    const bool is_last = result.exhausted || !result.failure;
    if (result.failure && result.failure->finding == finding && (!best || order(result) < order(*best)))
      best = std::move(result);
    if (is_last) return best;
  }
}

SearchResult recorded(SearchSettings settings, const SearchResult& failed) {
  settings.record = true;
  settings.max_executions = 1;
  Replay scheduler(failed.choices);
  SearchResult result = search(settings, scheduler);
  if (!result.failure || scheduler.missed()) return failed;
  result.trace.outcome = result.failure->message;
  result.trace.explanation = explain(result.trace, result.failure->finding);
  result.trace.token = token_of(settings, result);
  return result;
}

}  // namespace

Shortest find_shortest(const SearchSettings& settings, Finding finding, int most_effort,
                       std::uint64_t max_steps) {
  SearchSettings unrecorded = settings;
  unrecorded.record = false;
  unrecorded.max_executions = std::numeric_limits<std::uint64_t>::max();
  Shortest shortest{.result = {}, .is_proved = true};
  for (int effort = 0; effort <= most_effort && max_steps > 0 && !shortest.result; ++effort) {
    BoundedSearch scheduler(effort, max_steps);
    shortest.result = first_within(unrecorded, scheduler, finding, shortest.is_proved);
    max_steps = scheduler.steps_left();
  }
  if (!shortest.result) shortest.is_proved = false;
  return shortest;
}

SearchResult shortest(const SearchSettings& settings, const SearchResult& found, std::uint64_t max_steps) {
  const Simplified simplified = simplify(settings, found);
  const Shortest best = find_shortest(settings, found.failure->finding, simplified.effort, max_steps);
  SearchResult result = recorded(settings, best.result ? *best.result : simplified.result);
  result.trace.title = best.is_proved ? "the shortest way to it" : "the shortest way to it that was found";
  return result;
}

std::optional<Trace> consequence_of_race(const SearchSettings& settings) {
  SearchSettings show = settings;
  show.mode = Mode::kShow;
  show.stop_at_interesting = true;
  const Shortest best = find_shortest(show, Finding::kWrongOutcome, kMostEffortForAConsequence);
  if (!best.result) return std::nullopt;
  SearchResult result = recorded(show, *best.result);
  result.trace.title = std::string(kConsequenceTitle) + " (" +
                       (best.is_proved ? "the shortest way" : "the shortest way that was found") + ")";
  return std::move(result.trace);
}

}  // namespace heddle::model
