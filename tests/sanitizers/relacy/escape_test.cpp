// What leaves a thread by the wrong way: exceptions, and calls that go too deep.
#include <stdexcept>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

template <class Sync>
struct WorkerThrows {
  static constexpr int kThreads = 1;
  void thread(int) { throw std::runtime_error("no such image"); }
};
template <class Sync>
struct WorkerThrowsANumber {
  static constexpr int kThreads = 1;
  void thread(int) { throw 3; }
};
template <class Sync>
struct StartedThreadThrows {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    const Thread<Sync> other("reader", [] { throw std::runtime_error("no such image"); });
  }
};
template <class Sync>
struct ConstructorThrows {
  static constexpr int kThreads = 1;
  ConstructorThrows() { throw std::runtime_error("no such image"); }
  void thread(int) {}
  Mutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct AfterThrows {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() { throw std::runtime_error("no such image"); }
};
template <class Sync>
struct ThrowsInOneOrder {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      value_.store(1);
    else if (value_.load() == 1)
      throw std::runtime_error("seen");
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct Catches {
  static constexpr int kThreads = 2;
  void thread(int) {
    try {
      const Lock<Sync> lock(mutex_);
      throw std::runtime_error("caught");
    } catch (const std::runtime_error&) {
    }
  }
  Mutex<Sync> mutex_{"mutex"};
};

TEST(Exception, OfAWorkerIsFoundWithItsWords) {
  EXPECT_TRUE(
      found(Finding::kException, "an exception left worker 0: no such image", explore<WorkerThrows>()));
  EXPECT_TRUE(found(Finding::kException, "an exception left worker 0", explore<WorkerThrowsANumber>()));
}
TEST(Exception, OfAStartedThreadIsFound) {
  EXPECT_TRUE(
      found(Finding::kException, "an exception left reader: no such image", explore<StartedThreadThrows>()));
}
TEST(Exception, OfTheMainThreadIsFound) {
  const std::string message = "an exception left the main thread: no such image";
  EXPECT_TRUE(found(Finding::kException, message, explore<ConstructorThrows>()));
  EXPECT_TRUE(found(Finding::kException, message, explore<AfterThrows>()));
}
TEST(Exception, InOneOrderOnlyIsFound) {
  EXPECT_TRUE(found(Finding::kException, "an exception left worker 1: seen", explore<ThrowsInOneOrder>()));
}
TEST(Exception, ThatIsCaughtIsNone) {
  EXPECT_TRUE(proved(explore<Catches>()));
}

// Not a tail call, and nothing that an optimiser could leave out.
[[gnu::noinline]] int sum_below(volatile int* number, int depth) {
  volatile char frame[256] = {};
  frame[depth % 256] = 1;
  return depth == 0 ? *number : sum_below(number, depth - 1) + frame[depth % 256];
}

template <class Sync>
struct CallsForEver {
  static constexpr int kThreads = 1;
  void thread(int) {
    volatile int zero = 0;
    result_ = sum_below(&zero, 1'000'000'000);
  }
  volatile int result_ = 0;
};
template <class Sync>
struct CallsDeep {
  static constexpr int kThreads = 2;
  void thread(int) {
    volatile int zero = 0;
    const int sum = sum_below(&zero, 200);
    value_.fetch_add(sum);
  }
  std::string after() { return std::to_string(value_.load()); }
  Atomic<Sync, int> value_{"value", 0};
};
[[gnu::noinline]] void touch(volatile char* byte) {
  *byte = 1;
}
// Touched at its far end: no page in between is.
template <class Sync>
struct HasALargeFrame {
  static constexpr int kThreads = 1;
  void thread(int) {
    char frame[900 * 1024];
    touch(frame);
    result_ = static_cast<unsigned char>(frame[0]);
  }
  volatile int result_ = 0;
};

TEST(StackOverflow, OfEndlessCallsIsFound) {
  EXPECT_TRUE(
      found(Finding::kStackOverflow, "worker 0 has used up its stack of 256 KiB", explore<CallsForEver>()));
}
TEST(StackOverflow, OfALargeFrameIsFound) {
  EXPECT_TRUE(found(Finding::kStackOverflow, explore<HasALargeFrame>()));
}
TEST(StackOverflow, IsNoneOfTwoHundredCalls) {
  const Verdict verdict = explore<CallsDeep>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(test::outcomes_of(verdict).count("400"), 1U);
}
TEST(StackOverflow, LeavesTheExplorerFitForTheNextSearch) {
  for (int time = 0; time < 20; ++time) {
    ASSERT_TRUE(found(Finding::kStackOverflow, explore<CallsForEver>()));
    ASSERT_TRUE(proved(explore<CallsDeep>()));
  }
}

}  // namespace
}  // namespace heddle
