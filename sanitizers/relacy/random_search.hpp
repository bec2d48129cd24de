// Each choice at random, each answer as likely as the others: for what is too large to exhaust. It proves
// nothing, and its seed shows the same executions again.
#pragma once

#include <cstdint>
#include <string>

#include "sanitizers/relacy/draw.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

class RandomSearch final : public Scheduler {
 public:
  explicit RandomSearch(std::uint64_t seed) : draw_(seed) {}

  void begin() override {}
  int thread(const ThreadChoice& choice) override { return draw_.one_of(choice.candidates); }
  int value(int count, ValueChoice) override { return draw_.below(count); }
  bool end() override { return true; }
  std::string words() const override { return "random search, seed " + std::to_string(draw_.seed()); }
  bool is_exhaustive() const override { return false; }
  bool is_sampling() const override { return true; }

 private:
  Draw draw_;
};

}  // namespace heddle::model
