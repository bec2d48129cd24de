// One execution of a variant, recorded: the one that a script asks for.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sanitizers/relacy/explore.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::test {

// Who goes next wherever several can, by their names' numbers: 0 is worker 0, 1 worker 1. Then, and where it
// is silent, whoever runs goes on. values: the answers to the choices of a value, then the first one.
struct Script {
  std::vector<int> workers = {};
  std::vector<int> values = {};
  model::Mode mode = model::Mode::kCheck;
};

class Scripted final : public model::Scheduler {
 public:
  explicit Scripted(Script script) : script_(std::move(script)) {}

  void begin() override { next_worker_ = next_value_ = 0; }
  int thread(const model::ThreadChoice& choice) override {
    if ((choice.candidates & (choice.candidates - 1)) == 0 || next_worker_ == script_.workers.size())
      return first_of(choice);
    return 1 + script_.workers[next_worker_++];
  }
  int value(int, model::ValueChoice) override {
    return next_value_ == script_.values.size() ? 0 : script_.values[next_value_++];
  }
  bool end() override { return false; }
  std::string words() const override { return "script"; }
  bool is_exhaustive() const override { return false; }

 private:
  const Script script_;
  std::size_t next_worker_ = 0;
  std::size_t next_value_ = 0;
};

inline model::SearchResult run_of(const Variant& variant, const Script& script, bool record = true) {
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.mode = script.mode;
  settings.record = record;
  settings.max_steps = 1'000;
  Scripted scheduler(script);
  return model::search(settings, scheduler);
}

template <template <class> class Case>
std::vector<Step> steps_of(const Script& script = {}) {
  return run_of(variant_of<Case<ModelSync>>("case", "variant"), script).trace.steps;
}

}  // namespace heddle::test
