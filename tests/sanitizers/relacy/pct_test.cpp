// PCT: that its guarantee holds, counted, and that it departs from its priorities no more often than it may.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>

#include "expect_verdict.hpp"
#include "samplers.hpp"

namespace heddle {
namespace {

// A writer of 1 and then 2, and a reader.
template <class Sync>
struct TwoExchanges {
  static constexpr int kThreads = 2;
  void write() {
    value_.exchange(1);
    value_.exchange(2);
  }
  int read() { return value_.fetch_add(0); }
  std::string after() { return seen_; }
  Atomic<Sync, int> value_{"value", 0};
  const char* seen_ = "";
};
// To see 1, the reader has to come between the writer's two steps: depth 2, the order of the threads or one
// change, and another one.
template <class Sync>
struct OfDepth2 : TwoExchanges<Sync> {
  void thread(int index) {
    if (index == 0)
      this->write();
    else
      this->seen_ = this->read() == 1 ? "shown" : "hidden";
  }
};
// To see 0 and then 1, both have to be interrupted: depth 3.
template <class Sync>
struct OfDepth3 : TwoExchanges<Sync> {
  void thread(int index) {
    if (index == 0) return this->write();
    const int first = this->read();
    this->seen_ = first == 0 && this->read() == 1 ? "shown" : "hidden";
  }
};
// To see old values twice, though all were written before: two odd answers, and the writer first.
template <class Sync>
struct OfTwoStaleLoads {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      first_.store(1, std::memory_order_relaxed);
      second_.store(1, std::memory_order_relaxed);
      written_.fetch_add(1, std::memory_order_relaxed);
    } else if (written_.fetch_add(0, std::memory_order_relaxed) == 1 &&
               first_.load(std::memory_order_relaxed) == 0 && second_.load(std::memory_order_relaxed) == 0) {
      seen_ = "shown";
    }
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> first_{"first", 0};
  Atomic<Sync, int> second_{"second", 0};
  Atomic<Sync, int> written_{"written", 0};
  const char* seen_ = "hidden";
};

// The most hits of which so few, or fewer, come with less than this chance when each of `tries` hits with
// `probability`.
constexpr double kChance = 1e-9;
std::int64_t too_few(std::uint64_t tries, double probability) {
  const auto n = static_cast<double>(tries);
  double below = 0;
  std::int64_t hits = -1;
  for (double k = 0; k <= n; ++k) {
    below += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                      k * std::log(probability) + (n - k) * std::log1p(-probability));
    if (below >= kChance) break;
    hits = static_cast<std::int64_t>(k);
  }
  return hits;
}

TEST(Pct, TheBinomialBoundIsRight) {
  // 40 tosses of a coin: 2^-40 for none is 9.1e-13, 41 * 2^-40 for one or none 3.7e-11, 821 * 2^-40 for
  // two 7.5e-10, and for three 10,701 * 2^-40, 9.7e-9.
  EXPECT_EQ(too_few(40, 0.5), 2);
  EXPECT_EQ(too_few(10, 0.5), -1) << "2^-10 is no such chance";
}

template <template <class> class Case>
void expect_guarantee(int depth, int most_choices) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    model::Pct pct(seed, depth);
    const model::SearchResult result = test::sample<Case>(pct, 20'000);
    EXPECT_EQ(pct.threads(), 2);
    EXPECT_LE(pct.choices(), most_choices);
    EXPECT_GT(pct.counted(), 19'000U);
    const std::int64_t least = too_few(pct.counted(), pct.probability());
    ASSERT_GT(least, 0) << "nothing would be tested";
    EXPECT_GT(static_cast<std::int64_t>(test::count_of(result, "shown")), least)
        << "depth " << depth << ", seed " << seed << ", " << pct.guarantee();
  }
}

TEST(Pct, ShowsABugAsOftenAsItPromises) {
  expect_guarantee<OfDepth2>(2, 2);
  expect_guarantee<OfDepth3>(3, 3);
  expect_guarantee<OfTwoStaleLoads>(3, 6);
}
TEST(Pct, ShowsABugOfLessDepthAsOften) {
  expect_guarantee<OfDepth2>(3, 2);
  expect_guarantee<OfDepth2>(5, 2);
}
// Without a point, whoever goes first ends first; with one, only one of the two is interrupted.
TEST(Pct, ShowsNothingOfMoreDepth) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    model::Pct one(seed, 1);
    EXPECT_EQ(test::count_of(test::sample<OfDepth2>(one, 2'000), "hidden"), 2'000U);
    model::Pct two(seed, 2);
    EXPECT_EQ(test::count_of(test::sample<OfDepth3>(two, 2'000), "hidden"), 2'000U);
    model::Pct stale(seed, 2);
    EXPECT_EQ(test::count_of(test::sample<OfTwoStaleLoads>(stale, 2'000), "hidden"), 2'000U);
  }
}

template <class Sync>
struct ThreeCounters {
  static constexpr int kThreads = 3;
  void thread(int) {
    for (int i = 0; i < 4; ++i) value_.fetch_add(1);
  }
  std::string after() { return std::to_string(value_.load()); }
  Atomic<Sync, int> value_{"value", 0};
};

TEST(Pct, InterruptsNoMoreOftenThanItsDepthAllows) {
  for (int depth = 1; depth <= 5; ++depth) {
    model::Pct pct(3, depth);
    test::Overheard overheard(pct);
    int preemptions = 0;
    int most = 0;
    overheard.on_begin = [&] { preemptions = 0; };
    overheard.on_thread = [&](const model::ThreadChoice& choice, int chosen) {
      if (choice.can_continue() && chosen != choice.current) ++preemptions;
      most = std::max(most, preemptions);
    };
    test::sample<ThreeCounters>(overheard, 2'000);
    EXPECT_EQ(most, depth - 1);
  }
}

// A step is a choice where two threads or three can go on: all 12 but the last, where each thread has kept a
// step for the end.
TEST(Pct, CountsTheChoicesOfTheLongestExecution) {
  model::Pct pct(1, 4);
  test::sample<ThreeCounters>(pct, 2'000);
  EXPECT_EQ(pct.choices(), 11);
  EXPECT_EQ(pct.threads(), 3);
  EXPECT_EQ(pct.probability(), 1.0 / (3 * 11 * 11 * 11));
}

DetectorOptions pct_of(int depth, std::uint64_t executions) {
  DetectorOptions options = test::with_scheduler("pct");
  options.depth = depth;
  options.seed = 1;
  options.max_executions = executions;
  return options;
}

TEST(Pct, TellsWhatItPromises) {
  const Verdict verdict = explore<ThreeCounters>(pct_of(4, 2'000));
  EXPECT_TRUE(test::not_found(verdict));
  EXPECT_NE(verdict.summary.find("PCT of depth 4, seed 1"), std::string::npos) << verdict.summary;
  EXPECT_TRUE(test::has_line(verdict.limits,
                             "a bug of depth 4 that shows within 11 choices of 3 threads shows with a "
                             "probability of at least 1 in 3,993 in an execution"))
      << verdict_text(verdict);
  EXPECT_TRUE(
      test::has_line(explore<ThreeCounters>(pct_of(1, 10)).limits,
                     "1 in 3 in an execution; in one of 10 executions with a probability of at least 0.982"))
      << "1 - (2/3)^10 is 0.98266";
  EXPECT_TRUE(
      test::has_line(explore<ThreeCounters>(pct_of(1, 2'000)).limits, "a probability of at least 0.999"))
      << "1 - (2/3)^2,000 is nearer to 1 than a double can tell, and still less";
  EXPECT_NE(explore<ThreeCounters>(pct_of(0, 10)).summary.find("depth 3"), std::string::npos);
}

template <class Sync>
struct Alone {
  static constexpr int kThreads = 1;
  void thread(int) { value_.fetch_add(1); }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct WaitsForAFlag {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      while (!flag_.load()) Sync::yield();
    else
      flag_.store(true);
  }
  Atomic<Sync, bool> flag_{"flag", false};
};

TEST(Pct, PromisesNothingWhereThereIsNothingToChoose) {
  EXPECT_FALSE(test::has_line(explore<Alone>(pct_of(3, 10)).limits, "a bug of depth"));
}
TEST(Pct, TellsThatYieldsAreNotCovered) {
  EXPECT_TRUE(test::has_line(explore<WaitsForAFlag>(pct_of(3, 100)).limits, "Not covered"));
  EXPECT_FALSE(test::has_line(explore<ThreeCounters>(pct_of(3, 100)).limits, "Not covered"));
}

template <class Sync>
struct SpinsNowAndThen {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      while (!flag_.load()) {
      }
    else
      flag_.store(true);
  }
  Atomic<Sync, bool> flag_{"flag", false};
};
TEST(Pct, LeavesExecutionsThatAreCutOffOutOfItsCount) {
  model::Pct pct(1, 2);
  const model::SearchResult result = test::sample<SpinsNowAndThen>(pct, 200, 50);
  EXPECT_GT(result.cut, 0U);
  EXPECT_LT(pct.choices(), 10);
  EXPECT_LT(pct.counted(), result.executions);
}

}  // namespace
}  // namespace heddle
