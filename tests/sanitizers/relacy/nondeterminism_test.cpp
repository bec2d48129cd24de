// Variants that do not do the same twice: they are named, and not looped on.
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

template <class Sync>
struct Throws {
  static constexpr int kThreads = 2;
  void thread(int) {
    value_.fetch_add(1);
    for (int i = std::rand() % 64; i > 0; --i) value_.load();
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct TellsTheTime {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() { return std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()); }
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
  void thread(int) {
    static int executions = 0;
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
// The same for some executions, then otherwise.
template <class Sync>
struct ChangesLate {
  static constexpr int kThreads = 2;
  static inline int operations = 0;
  void thread(int) {
    value_.fetch_add(1);
    if (++operations > 50) value_.load();
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

TEST(Nondeterminism, OfRandomNumbersIsNamed) {
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<Throws>()));
}
TEST(Nondeterminism, OfTheClockIsNamed) {
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<TellsTheTime>()));
}
TEST(Nondeterminism, OfAddressesIsNamed) {
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<FollowsAnAddress>()));
}
TEST(Nondeterminism, OfWhatAnEarlierExecutionLeftIsNamed) {
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<CountsExecutions>()));
  EXPECT_TRUE(found(Finding::kNondeterminism, explore<ChangesItsOutcome>()));
}
TEST(Nondeterminism, ThatShowsOnlyLaterIsNamedByEverySearchInOrder) {
  for (const char* scheduler : {"full", "bound", "dpor"}) {
    ChangesLate<ModelSync>::operations = 0;
    EXPECT_TRUE(found(Finding::kNondeterminism, explore<ChangesLate>(test::with_scheduler(scheduler))))
        << scheduler;
  }
}
TEST(Nondeterminism, IsNoneOfRandomNumbersFromAFixedSeed) {
  EXPECT_TRUE(proved(explore<UsesFixedRandomNumbers>()));
}

}  // namespace
}  // namespace heddle
