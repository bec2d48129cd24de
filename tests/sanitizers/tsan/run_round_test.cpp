// A round orders its threads by nothing, however it starts them, and holds nobody up for good.
#include "sanitizers/tsan/run_round.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/matchers.hpp"
#include "sanitizers/tsan/tsan.hpp"

namespace heddle::tsan {
namespace {

constexpr Start kStarts[]{Start::kInTurn, Start::kInReverse, Start::kAtOnce};

template <class Sync>
struct BothWrite {
  static constexpr int kThreads = 2;
  void thread(int index) { last_.write(index); }
  Shared<Sync, int> last_{"last", -1};
};

TEST(TsanRunRound, OrdersTheThreadsByNothing) {
  const Variant variant = variant_of<BothWrite<TsanSync>>("test", "both write");
  for (const Start start : kStarts)
    EXPECT_TRUE(reported(testing::AllOf(IsDataRace(), HasThread("worker 0"), HasThread("worker 1")), [&] {
      EXPECT_EQ(run_round(variant, 2, start), "");
    })) << static_cast<int>(start);
}

// Says through its exception who wrote last.
template <class Sync>
struct LastOne {
  static constexpr int kThreads = 3;
  void thread(int index) { last_.store(index); }
  std::string after() { throw std::runtime_error(std::to_string(last_.load())); }
  Atomic<Sync, int> last_{"last", -1};
};

TEST(TsanRunRound, LetsTheThreadsTakeTurnsInBothDirections) {
  const Variant variant = variant_of<LastOne<TsanSync>>("test", "last one");
  // A turn is 20 ms at most, which a busy machine may take from a thread: then the next one goes first.
  int in_turn = 0;
  int in_reverse = 0;
  for (int i = 0; i < 20; ++i) {
    in_turn += run_round(variant, 3, Start::kInTurn) == "2";
    in_reverse += run_round(variant, 3, Start::kInReverse) == "0";
  }
  EXPECT_GT(in_turn, 0);
  EXPECT_GT(in_reverse, 0);
}

template <class Sync>
struct Meet {
  static constexpr int kThreads = 3;
  void thread(int) { all_.arrive_and_wait(); }
  Barrier<Sync> all_{"all", kThreads};
};

TEST(TsanRunRound, HoldsNobodyUpWhoIsWaitedFor) {
  const Variant variant = variant_of<Meet<TsanSync>>("test", "meet");
  for (const Start start : kStarts) EXPECT_EQ(run_round(variant, 3, start), "");
}

TEST(TsanRunRound, RunsMoreThreadsThanHaveNames) {
  Variant variant = variant_of<BothWrite<TsanSync>>("test", "both write");
  const Capture capture;
  EXPECT_EQ(run_round(variant, Watch::kMaxThreads + 2, Start::kAtOnce), "");
}

}  // namespace
}  // namespace heddle::tsan
