// Random search that does not waste its draws on the order of independent operations: partial order sampling.
// Every operation that somebody is about to do has a priority of its own, drawn at random; the highest is
// done, and those that depend on it and might have come first draw anew. An order of dependent operations is
// met more evenly than by choosing a thread at random at each step.
// Source: Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018.
//
// Odd values: odd_answers.hpp. A thread that yields goes behind those that do not.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "sanitizers/relacy/draw.hpp"
#include "sanitizers/relacy/odd_answers.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

class Pos final : public Scheduler {
 public:
  explicit Pos(std::uint64_t seed) : draw_(seed) {}

  void begin() override;
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override { return odd_.value(draw_, count, why); }
  bool end() override { return true; }
  std::string words() const override {
    return "partial order sampling, seed " + std::to_string(draw_.seed());
  }
  bool is_exhaustive() const override { return false; }
  bool is_sampling() const override { return true; }

 private:
  static constexpr std::uint64_t kNone = 0;  // not drawn yet

  Draw draw_;
  OddAnswers odd_;
  std::array<std::uint64_t, kMaxThreads> priorities_{};  // of each thread's next operation
};

}  // namespace heddle::model
