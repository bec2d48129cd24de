#include "every_failure.hpp"

#include <string>

#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::test {
namespace {

using model::Scheduler;
using model::ThreadChoice;
using model::ValueChoice;

// Full search, with a count of what each execution asks of its reader.
class Counting final : public Scheduler {
 public:
  void begin() override {
    effort_ = 0;
    search_.begin();
  }
  int thread(const ThreadChoice& choice) override {
    const int chosen = search_.thread(choice);
    const auto can_go_on = [&](int thread) {
      return thread >= 0 && (choice.candidates >> thread & 1) != 0 && (choice.spurious >> thread & 1) == 0;
    };
    if (chosen != choice.current && can_go_on(choice.current)) effort_ += 1;
    if ((choice.spurious >> chosen & 1) != 0) effort_ += 2;
    return chosen;
  }
  int value(int count, ValueChoice why) override {
    const int answer = search_.value(count, why);
    if (answer > 0 && why != ValueChoice::kWakesForNothing) effort_ += 2;
    return answer;
  }
  bool end() override { return search_.end(); }
  std::string words() const override { return "brute force"; }
  bool is_exhaustive() const override { return true; }

  int effort() const { return effort_; }

 private:
  model::TreeSearch search_;
  int effort_ = 0;
};

}  // namespace

Failures every_failure(const model::SearchSettings& of, std::uint64_t max_executions) {
  Failures all;
  Counting scheduler;
  model::SearchSettings settings = of;
  for (;;) {
    settings.max_executions = max_executions - all.executions;
    const model::SearchResult result = model::search(settings, scheduler);
    all.executions += result.executions;
    if (result.failure) {
      ++all.failures;
      const std::pair found(scheduler.effort(), result.steps);
      const auto [known, is_new] = all.shortest.try_emplace(result.failure->finding, found);
      if (found < known->second) known->second = found;
    }
    all.complete = result.exhausted && result.cut == 0;
    if (result.exhausted || result.cut > 0 || all.executions >= max_executions) return all;
  }
}

}  // namespace heddle::test
