// Guided search: that coming back pays where a bug is several unlikely things in a row, and that it keeps its
// bounds.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "samplers.hpp"

namespace heddle {
namespace {

constexpr int kStages = 20;

// At each stage one of the two has to be there first, by turns: by chance, about one time in 2^40.
template <class Sync>
struct ByTurns {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"lost", Grade::kAcceptable, ""}, {"won", Grade::kForbidden, ""}};
  void thread(int index) {
    for (int stage = 0; stage < kStages; ++stage) {
      const bool is_first = stages_[stage]->exchange(1) == 0;
      if (is_first != (stage % 2 == index)) return;
    }
    ++ends_;
  }
  std::string after() { return ends_ == kThreads ? "won" : "lost"; }

  ByTurns() {
    for (auto& stage : stages_) stage = std::make_unique<Atomic<Sync, int>>("stage", 0);
  }
  std::unique_ptr<Atomic<Sync, int>> stages_[kStages];
  int ends_ = 0;
};

TEST(Guided, FindsWhatIsManyUnlikelyThingsInARow) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    model::Guided guided(seed);
    EXPECT_TRUE(test::sample<ByTurns>(guided, 10'000).failure.has_value()) << "seed " << seed;
    model::RandomSearch random(seed);
    EXPECT_FALSE(test::sample<ByTurns>(random, 10'000).failure.has_value()) << "seed " << seed;
  }
}

// A hundred steps of each, as if each were on a line of its own: thousands of pairs.
template <class Sync>
struct ManyMeetings {
  static constexpr int kThreads = 3;
  void thread(int) {
    for (int line = 1; line <= 100; ++line)
      value_.store(line, std::memory_order_seq_cst, Site{"many", "", line});
  }
  std::string after() { return "done"; }
  Atomic<Sync, int> value_{"value", 0};
};

TEST(Guided, RemembersABoundedNumberOfThings) {
  model::Guided guided(1);
  const std::uint64_t executions = 400;
  EXPECT_EQ(test::count_of(test::sample<ManyMeetings>(guided, executions), "done"), executions);
  EXPECT_EQ(guided.meetings(), model::Guided::kMostMeetings);
}

// A thread that spins and does not yield may go on for ever, and meets new things all the time.
template <class Sync>
struct SpinsWithoutEnd {
  static constexpr int kThreads = 2;
  void thread(int index) {
    for (int i = 0; index == 0 && i < 1'000; ++i) {
      Atomic<Sync, int> own("own", 0);
      own.store(1);
    }
  }
  std::string after() { return "done"; }
};

TEST(Guided, ForgetsTheWayToWhereAnExecutionIsCutOff) {
  model::Guided guided(1);
  const model::SearchResult result = test::sample<SpinsWithoutEnd>(guided, 20, 100);
  EXPECT_EQ(result.cut, 20U);
  EXPECT_EQ(guided.meetings(), 0U);
}

}  // namespace
}  // namespace heddle
