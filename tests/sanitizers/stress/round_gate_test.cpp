// Where threads meet between rounds.
#include "sanitizers/stress/round_gate.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace heddle {
namespace {

// Each round the threads add to plain numbers of their own, and whoever is alone looks at all of them: any
// overlap, or anything not yet visible, is a wrong number, and a race to ThreadSanitizer.
void expect_rounds(int threads, int rounds) {
  RoundGate gate(threads);
  std::vector<int> own(static_cast<std::size_t>(threads), 0);
  int done = 0;
  int wrong = 0;
  const auto alone = [&] {
    for (const int count : own) wrong += count != done;
    return done++ < rounds;
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < own.size(); ++i)
      workers.emplace_back([&, i] {
        while (gate.meet(alone)) ++own[i];
      });
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(done, rounds + 1);
  for (const int count : own) EXPECT_EQ(count, rounds);
}

TEST(RoundGate, OneThreadIsAlwaysAlone) {
  expect_rounds(1, 1000);
}
TEST(RoundGate, OneOfTwoThreadsIsAloneBetweenRounds) {
  expect_rounds(2, 20'000);
}
TEST(RoundGate, MoreThreadsThanCoresMeetToo) {
  expect_rounds(static_cast<int>(std::thread::hardware_concurrency()) + 3, 1000);
}

}  // namespace
}  // namespace heddle
