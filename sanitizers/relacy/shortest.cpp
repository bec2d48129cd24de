#include "sanitizers/relacy/shortest.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "sanitizers/relacy/bounded_search.hpp"
#include "sanitizers/relacy/effort.hpp"
#include "sanitizers/relacy/explain.hpp"
#include "sanitizers/relacy/replay.hpp"
#include "sanitizers/relacy/token.hpp"

namespace heddle::model {
namespace {

constexpr int kMostEffortForAConsequence = 4;

// Where the variant lists this outcome; others come last. Of several bad outcomes the author's first is
// shown.
std::size_t rank_of(const SearchSettings& settings, const SearchResult& result) {
  const auto listed = settings.variant->outcomes;
  return static_cast<std::size_t>(
      std::find_if(listed.begin(), listed.end(),
                   [&](const Outcome& outcome) { return outcome.text == result.outcome; }) -
      listed.begin());
}

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

// Replays an execution, and adds up what it takes to follow it.
class EffortOfReplay final : public Scheduler {
 public:
  explicit EffortOfReplay(const Choices& choices) : replay_(choices) {}

  void begin() override { replay_.begin(); }
  int thread(const ThreadChoice& choice) override {
    const int chosen = replay_.thread(choice);
    if (chosen != kDiffers) effort_ += effort_of_thread(choice, chosen);
    return chosen;
  }
  int value(int count, ValueChoice why) override {
    const int answer = replay_.value(count, why);
    if (answer != kDiffers) effort_ += effort_of_value(why, answer);
    return answer;
  }
  bool end() override { return replay_.end(); }
  std::string words() const override { return replay_.words(); }
  bool is_exhaustive() const override { return false; }

  int effort() const { return effort_; }

 private:
  Replay replay_;
  int effort_ = 0;
};

int effort_of(SearchSettings settings, const SearchResult& found) {
  settings.max_executions = 1;
  EffortOfReplay scheduler(found.choices);
  search(settings, scheduler);
  return scheduler.effort();
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
  const Shortest best =
      find_shortest(settings, found.failure->finding, effort_of(settings, found), max_steps);
  SearchResult result = recorded(settings, best.result ? *best.result : found);
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
