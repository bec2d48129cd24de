// Partial order sampling: how even it is, as its paper computes it.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>

#include "samplers.hpp"

namespace heddle {
namespace {

constexpr int kSteps = 10;

// One thread has ten steps of its own before its step on what is shared; the other has that step alone.
template <class Sync>
struct LateComer {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      for (int i = 0; i < kSteps; ++i) own_.fetch_add(1);
    if (shared_.fetch_add(1) == 0) first_ = index;
  }
  std::string after() { return first_ == 0 ? "late comer first" : "late comer last"; }
  Atomic<Sync, int> own_{"own", 0};
  Atomic<Sync, int> shared_{"shared", 0};
  int first_ = -1;
};

std::uint64_t hits(model::Scheduler& scheduler, std::uint64_t executions) {
  return test::count_of(test::sample<LateComer>(scheduler, executions), "late comer first");
}

// All of its eleven operations have to draw more than the other's single one: one chance in 12. A thread at
// random at each step would do it once in 2^11.
TEST(Pos, MeetsBothOrdersOfDependentOperationsHoweverManyOthersThereAre) {
  constexpr std::uint64_t kExecutions = 12'000;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    model::Pos pos(seed);
    const double expected = static_cast<double>(kExecutions) / (kSteps + 2);
    const double deviation = std::sqrt(expected * (1 - 1.0 / (kSteps + 2)));
    EXPECT_NEAR(static_cast<double>(hits(pos, kExecutions)), expected, 6 * deviation) << "seed " << seed;
    model::RandomSearch random(seed);
    EXPECT_LT(hits(random, kExecutions), 40U) << "six are expected";
  }
}

// Three pending operations on one object are raced for anew each time: all six orders are as likely.
template <class Sync>
struct Racers {
  static constexpr int kThreads = 3;
  void thread(int index) {
    shared_.fetch_add(1);
    order_ += static_cast<char>('a' + index);
  }
  std::string after() { return order_; }
  Atomic<Sync, int> shared_{"shared", 0};
  std::string order_;
};

TEST(Pos, DrawsTheOrdersOfARaceEvenly) {
  model::Pos pos(5);
  const model::SearchResult result = test::sample<Racers>(pos, 6'000);
  EXPECT_EQ(result.outcomes.size(), 6U);
  const double deviation = std::sqrt(6'000 * (1.0 / 6) * (5.0 / 6));
  for (const OutcomeCount& outcome : result.outcomes)
    EXPECT_NEAR(static_cast<double>(outcome.count), 1'000, 6 * deviation) << outcome.text;
}

}  // namespace
}  // namespace heddle
