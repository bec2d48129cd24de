// Where the figures of metered locks come together.
#include "heddle/metrics/lock_ledger.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <vector>

#include "heddle/metrics/metered.hpp"

namespace heddle {
namespace {

using Mutex = Metered<>::Mutex;

void lock_and_unlock(const char* name, int times) {
  Mutex mutex(name);
  for (int i = 0; i < times; ++i) const Lock<Metered<>> lock(mutex);
}

TEST(LockLedger, TakesLocksOfOneNameAsOneInTheOrderOfTheirComing) {
  const LockLedger ledger;
  lock_and_unlock("b", 3);
  lock_and_unlock("a", 1);
  const char another_b[] = "b";
  lock_and_unlock(another_b, 4);
  const auto stats = ledger.stats();
  ASSERT_EQ(stats.size(), 2U);
  EXPECT_EQ(stats[0].name, "b");
  EXPECT_EQ(stats[0].acquisitions, 7U);
  EXPECT_EQ(stats[1].name, "a");
  EXPECT_EQ(stats[1].acquisitions, 1U);
}

TEST(LockLedger, AddsTheFiguresAndKeepsTheLongest) {
  const LockLedger ledger;
  LockMeter one;
  one.name = "x";
  one.acquisitions = 10;
  one.waited(100);
  one.held(5);
  LockMeter other;
  other.name = "x";
  other.acquisitions = 20;
  other.waited(300);
  other.waited(200);
  other.held(1);
  LockLedger::hand_in(one);
  LockLedger::hand_in(other);
  const auto stats = ledger.stats();
  ASSERT_EQ(stats.size(), 1U);
  EXPECT_EQ(stats[0].acquisitions, 30U);
  EXPECT_EQ(stats[0].contended, 3U);
  EXPECT_EQ(stats[0].wait_ns, 600);
  EXPECT_EQ(stats[0].longest_wait_ns, 300);
  EXPECT_EQ(stats[0].hold_samples, 2U);
  EXPECT_EQ(stats[0].hold_ns, 6);
  EXPECT_EQ(stats[0].longest_hold_ns, 5);
  ASSERT_TRUE(stats[0].waits);
  EXPECT_GE(stats[0].waits->p50_ns, 200);
  EXPECT_LE(stats[0].waits->p50_ns, 225);
  EXPECT_GE(stats[0].waits->p99_ns, 300);
}

TEST(LockLedger, LeavesOutALockThatNobodyTook) {
  const LockLedger ledger;
  lock_and_unlock("idle", 0);
  EXPECT_TRUE(ledger.stats().empty());
}

TEST(LockLedger, IsAloneAndMayBeFollowedByAnother) {
  std::optional<LockLedger> first(std::in_place);
  lock_and_unlock("a", 1);
  EXPECT_THROW(LockLedger(), std::logic_error);
  EXPECT_EQ(first->stats().size(), 1U) << "the refused one must not close the first";
  first.reset();
  lock_and_unlock("dropped", 1);
  const LockLedger second;
  EXPECT_TRUE(second.stats().empty());
}

TEST(LockLedger, TakesLocksThatSeveralThreadsDestroy) {
  const LockLedger ledger;
  {
    std::vector<Thread<NativeSync>> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back("worker", [] {
        for (int k = 0; k < 500; ++k) lock_and_unlock("many", 2);
      });
  }
  ASSERT_EQ(ledger.stats().size(), 1U);
  EXPECT_EQ(ledger.stats()[0].acquisitions, 4U * 500 * 2);
}

}  // namespace
}  // namespace heddle
