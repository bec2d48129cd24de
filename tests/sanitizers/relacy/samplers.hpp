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

#include "forwarding.hpp"
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

// Tells of another scheduler's answers.
class Overheard final : public Forwarding {
 public:
  using Forwarding::Forwarding;

  std::function<void(const model::ThreadChoice&, int chosen)> on_thread = [](const auto&, int) {};
  std::function<void(int count, int chosen)> on_value = [](int, int) {};
  std::function<void()> on_begin = [] {};

  void begin() override {
    Forwarding::begin();
    on_begin();
  }
  int thread(const model::ThreadChoice& choice) override {
    const int chosen = Forwarding::thread(choice);
    on_thread(choice, chosen);
    return chosen;
  }
  int value(int count, model::ValueChoice why) override {
    const int chosen = Forwarding::value(count, why);
    on_value(count, chosen);
    return chosen;
  }
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
