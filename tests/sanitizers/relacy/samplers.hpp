// What the tests of the schedulers that sample share: all of them by name, a scheduler that is listened to,
// and a search whose outcomes are counted.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sanitizers/relacy/guided.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/pct.hpp"
#include "sanitizers/relacy/pos.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::test {

struct Sampler {
  std::string name;
  std::function<std::unique_ptr<model::Scheduler>(std::uint64_t seed)> make;
};

inline std::vector<Sampler> samplers() {
  return {{"random", [](std::uint64_t seed) { return std::make_unique<model::RandomSearch>(seed); }},
          {"pct", [](std::uint64_t seed) { return std::make_unique<model::Pct>(seed); }},
          {"pct of depth 6", [](std::uint64_t seed) { return std::make_unique<model::Pct>(seed, 6); }},
          {"pos", [](std::uint64_t seed) { return std::make_unique<model::Pos>(seed); }},
          {"guided", [](std::uint64_t seed) { return std::make_unique<model::Guided>(seed); }}};
}

// Hands everything on to another scheduler, and tells of its answers.
class Overheard final : public model::Scheduler {
 public:
  explicit Overheard(model::Scheduler& scheduler) : scheduler_(scheduler) {}

  std::function<void(const model::ThreadChoice&, int chosen)> on_thread = [](const auto&, int) {};
  std::function<void(int count, int chosen)> on_value = [](int, int) {};
  std::function<void()> on_begin = [] {};

  void begin() override {
    scheduler_.begin();
    on_begin();
  }
  void starts(int child, int parent) override { scheduler_.starts(child, parent); }
  int thread(const model::ThreadChoice& choice) override {
    const int chosen = scheduler_.thread(choice);
    on_thread(choice, chosen);
    return chosen;
  }
  int value(int count, model::ValueChoice why) override {
    const int chosen = scheduler_.value(count, why);
    on_value(count, chosen);
    return chosen;
  }
  void stored() override { scheduler_.stored(); }
  void cut() override { scheduler_.cut(); }
  bool end() override { return scheduler_.end(); }
  std::string words() const override { return scheduler_.words(); }
  bool is_exhaustive() const override { return scheduler_.is_exhaustive(); }
  bool is_sampling() const override { return scheduler_.is_sampling(); }

 private:
  model::Scheduler& scheduler_;
};

// So many executions of a case whose outcomes are all acceptable, or until one fails.
template <template <class> class Case>
model::SearchResult sample(model::Scheduler& scheduler, std::uint64_t executions,
                           std::uint64_t max_steps = 2'000) {
  const Variant variant = variant_of<Case<ModelSync>>("case", "variant");
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.max_executions = executions;
  settings.max_steps = max_steps;
  settings.max_cut = executions;
  return model::search(settings, scheduler);
}

inline std::uint64_t count_of(const model::SearchResult& result, std::string_view outcome) {
  for (const OutcomeCount& count : result.outcomes)
    if (count.text == outcome) return count.count;
  return 0;
}

}  // namespace heddle::test
