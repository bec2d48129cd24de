// Variants that do not do the same twice: they are named, and not looped on.
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;

// Numbers that go on from one execution to the next. The standard fixes them, so that no test depends on
// luck: the first thread of the first execution loads 15 times, that of the second 6 times.
template <class Sync>
struct Throws {
  static constexpr int kThreads = 2;
  static inline std::minstd_rand dice;
  void thread(int) {
    value_.fetch_add(1);
    for (auto i = dice() % 64; i > 0; --i) value_.load();
  }
  Atomic<Sync, int> value_{"value", 0};
};
// Waits for another time than the last one.
template <class Sync>
struct TellsTheTime {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() {
    static std::chrono::steady_clock::rep last = 0;
    auto now = last;
    while (now == last) now = std::chrono::steady_clock::now().time_since_epoch().count();
    last = now;
    return std::to_string(now);
  }
};
// Memory from an arena that lives on: each execution gets the next block.
template <class Sync>
struct FollowsAnAddress {
  static constexpr int kThreads = 1;
  void thread(int) {
    static std::array<std::array<char, 16>, 64> arena;
    static std::size_t next = 0;
    const auto address = reinterpret_cast<std::uintptr_t>(&arena[next++ % arena.size()]);
    for (auto i = address / 16 % 64; i > 0; --i) value_.load();
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct CountsExecutions {
  static constexpr int kThreads = 1;
  static inline int executions = 0;
  void thread(int) {
    if (++executions > 1) value_.store(1);
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct ChangesItsOutcome {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() {
    static int executions = 0;
    return std::to_string(++executions);
  }
};
// The same for some executions, then now and then otherwise.
template <class Sync>
struct ChangesLate {
  static constexpr int kThreads = 2;
  static inline int operations = 0;
  void thread(int) {
    value_.fetch_add(1);
    if (++operations > 50 && operations % 3 == 0) value_.load();
    value_.fetch_add(1);
    value_.fetch_add(1);
    value_.fetch_add(1);
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct UsesFixedRandomNumbers {
  static constexpr int kThreads = 2;
  void thread(int index) {
    std::minstd_rand random(static_cast<unsigned>(index) + 1);
    if (random() % 2 == 0) value_.load();
    value_.fetch_add(1);
  }
  Atomic<Sync, int> value_{"value", 0};
};

// Under every scheduler: the first execution is run twice before the search.
class Nondeterminism : public testing::TestWithParam<const char*> {
 protected:
  static DetectorOptions options() {
    DetectorOptions options = test::with_scheduler(GetParam());
    options.seed = 1;
    return options;
  }
};

TEST_P(Nondeterminism, OfRandomNumbersIsNamed) {
  Throws<ModelSync>::dice.seed(1);
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<Throws>(options())));
}
TEST_P(Nondeterminism, OfTheClockIsNamed) {
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<TellsTheTime>(options())));
}
TEST_P(Nondeterminism, OfAddressesIsNamed) {
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<FollowsAnAddress>(options())));
}
TEST_P(Nondeterminism, OfWhatAnEarlierExecutionLeftIsNamed) {
  CountsExecutions<ModelSync>::executions = 0;
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<CountsExecutions>(options())));
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<ChangesItsOutcome>(options())));
}
// A search in order begins each execution as the last one; one at random does so now and then.
TEST_P(Nondeterminism, ThatShowsOnlyLaterIsNamed) {
  ChangesLate<ModelSync>::operations = 0;
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<ChangesLate>(options())));
}
TEST_P(Nondeterminism, IsNoneOfRandomNumbersFromAFixedSeed) {
  EXPECT_NE(explore<UsesFixedRandomNumbers>(options()).status, Verdict::Status::kFound);
}

INSTANTIATE_TEST_SUITE_P(Schedulers, Nondeterminism, testing::Values("dpor", "full", "bound", "random"),
                         [](const auto& scheduler) { return std::string(scheduler.param); });

}  // namespace
}  // namespace heddle
