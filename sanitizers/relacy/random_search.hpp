// Each choice at random, each answer as likely as the others: for what is too large to exhaust. It proves
// nothing, and its seed shows the same executions again.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

class RandomSearch final : public Scheduler {
 public:
  explicit RandomSearch(std::uint64_t seed) : seed_(seed), random_(seed) {}

  void begin() override {}
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice) override { return below(count); }
  bool end() override { return true; }
  std::string words() const override { return "random search, seed " + std::to_string(seed_); }
  bool is_exhaustive() const override { return false; }

 private:
  // A plain remainder: the standard's distributions differ between libraries, and a seed must not.
  int below(int count) { return static_cast<int>((random_() >> 11) % static_cast<std::uint64_t>(count)); }

  const std::uint64_t seed_;
  std::mt19937_64 random_;
};

}  // namespace heddle::model
