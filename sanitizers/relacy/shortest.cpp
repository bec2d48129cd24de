#include "sanitizers/relacy/shortest.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "sanitizers/relacy/replay.hpp"
#include "sanitizers/relacy/token.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::model {
namespace {

constexpr int kMaxPreemptions = 4;
constexpr int kValuePrice = 2;  // a switch is easier to follow than a stale value or a spurious wake-up
constexpr std::uint64_t kTries = 20'000;  // executions for each bound

// Where the variant lists this outcome; others come last. Of several bad outcomes the author's first is
// shown.
std::size_t rank_of(const SearchSettings& settings, const SearchResult& result) {
  const auto listed = settings.variant->outcomes;
  return static_cast<std::size_t>(
      std::find_if(listed.begin(), listed.end(),
                   [&](const Outcome& outcome) { return outcome.text == result.outcome; }) -
      listed.begin());
}

// The execution with at most so many preemptions that fails with `finding` and comes first: by its outcome,
// then by its length.
std::optional<SearchResult> with_preemptions(SearchSettings settings, int preemptions, Finding finding) {
  TreeSearch scheduler(preemptions, kValuePrice);
  std::optional<SearchResult> best;
  settings.record = false;
  std::uint64_t left = kTries;
  while (left > 0) {
    settings.max_executions = left;
    SearchResult result = search(settings, scheduler);
    left -= std::min(left, result.executions + result.cut);
    if (!result.failure) break;
    // search() has told the scheduler of the end of the failed execution, so that it goes on behind it.
    const bool is_last = result.exhausted;
    if (result.failure->finding == finding) {
      const auto order = [&](const SearchResult& r) { return std::pair(rank_of(settings, r), r.steps); };
      if (!best || order(result) < order(*best)) best = std::move(result);
    }
    if (is_last) break;
  }
  return best;
}

SearchResult recorded(SearchSettings settings, const SearchResult& failed) {
  settings.record = true;
  settings.max_executions = 1;
  Replay scheduler(failed.choices);
  SearchResult result = search(settings, scheduler);
  if (!result.failure || scheduler.missed()) return failed;
  result.trace.token = token_of(settings, result);
  return result;
}

std::optional<SearchResult> fewest_preemptions(const SearchSettings& settings, Finding finding) {
  for (int preemptions = 0; preemptions <= kMaxPreemptions; ++preemptions)
    if (auto result = with_preemptions(settings, preemptions, finding)) return result;
  return std::nullopt;
}

}  // namespace

SearchResult shortest(const SearchSettings& settings, const SearchResult& found) {
  const auto best = fewest_preemptions(settings, found.failure->finding);
  SearchResult result = recorded(settings, best ? *best : found);
  result.trace.title = "the shortest way to it that was found";
  result.trace.outcome = result.failure->message;
  return result;
}

std::optional<Trace> consequence_of_race(const SearchSettings& settings) {
  SearchSettings show = settings;
  show.mode = Mode::kShow;
  show.stop_at_interesting = true;
  const auto best = fewest_preemptions(show, Finding::kWrongOutcome);
  if (!best) return std::nullopt;
  SearchResult result = recorded(show, *best);
  result.trace.title = kConsequenceTitle;
  result.trace.outcome = result.failure->message;
  return std::move(result.trace);
}

}  // namespace heddle::model
