// Data races of plain memory: that the explorer finds them with both places, in any order, and that what is
// ordered is none.
#include <memory>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

template <class Sync>
struct TwoWrites {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      value_.write(1);  // [first write]
    else
      value_.write(2);  // [second write]
  }
  Shared<Sync, int> value_{"value", 0};
};

TEST(Race, OfTwoWritesIsFoundWithBothPlacesAndNames) {
  const Verdict verdict = explore<TwoWrites>();
  ASSERT_TRUE(
      found(Finding::kDataRace,
            "write of 'value' by worker 1, and write of 'value' by worker 0: neither happens before the "
            "other",
            verdict));
  ASSERT_EQ(verdict.places.size(), 2U);
  EXPECT_EQ(verdict.places[0].line, HEDDLE_LINE("second write"));
  EXPECT_EQ(verdict.places[0].file, __FILE__);
  EXPECT_EQ(verdict.places[0].function, "thread");
  EXPECT_EQ(verdict.places[0].what, "write of 'value' by worker 1");
  EXPECT_EQ(verdict.places[1].line, HEDDLE_LINE("first write"));
  EXPECT_EQ(verdict.places[1].what, "write of 'value' by worker 0");
}

template <class Sync>
struct WriteThenRead {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      value_.write(1);
    else
      value_.read();
  }
  Shared<Sync, int> value_{"value", 0};
};
template <class Sync>
struct ReadThenWrite {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      value_.read();
    else
      value_.write(1);
  }
  Shared<Sync, int> value_{"value", 0};
};
template <class Sync>
struct TwoReads {
  static constexpr int kThreads = 2;
  void thread(int) { value_.read(); }
  Shared<Sync, int> value_{"value", 0};
};

TEST(Race, OfAReadAndAWriteIsFoundWhicheverRunsFirst) {
  EXPECT_TRUE(
      found(Finding::kDataRace,
            "read of 'value' by worker 1, and write of 'value' by worker 0: neither happens before the other",
            explore<WriteThenRead>()));
  EXPECT_TRUE(
      found(Finding::kDataRace,
            "write of 'value' by worker 1, and read of 'value' by worker 0: neither happens before the other",
            explore<ReadThenWrite>()));
}

TEST(Race, IsNoneBetweenReads) {
  EXPECT_TRUE(proved(explore<TwoReads>()));
}

template <class Sync>
struct LargerState {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      text_.with_mut([](std::string& text) { text += "a"; });
    else
      text_.with([](const std::string& text) { return text.size(); });
  }
  Shared<Sync, std::string> text_{"text"};
};
template <class Sync>
struct SameElement {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      cells_.write(3, 'x');
    else
      cells_.with(2, 2, [](std::span<const char> range) { return range.size(); });  // [range]
  }
  SharedArray<Sync, char, 8> cells_{"cells"};
};
template <class Sync>
struct OtherElements {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      cells_.write(4, 'x');
    else
      cells_.with(2, 2, [](std::span<const char> range) { return range.size(); });
  }
  SharedArray<Sync, char, 8> cells_{"cells"};
};

TEST(Race, OfLargerStateIsFound) {
  EXPECT_TRUE(found(Finding::kDataRace, explore<LargerState>()));
}

TEST(Race, OfARangeIsFoundWhereElementsAreSharedAndOnlyThere) {
  const Verdict verdict = explore<SameElement>();
  EXPECT_TRUE(found(Finding::kDataRace, verdict));
  EXPECT_EQ(verdict.places.front().line, HEDDLE_LINE("range"));
  EXPECT_TRUE(proved(explore<OtherElements>()));
}

// Only one of the two orders of the locks has the race.
template <class Sync>
struct BehindALock {
  static constexpr int kThreads = 2;
  void thread(int index) {
    bool second = false;
    {
      const Lock<Sync> lock(mutex_);
      second = entered_.read();
      entered_.write(true);
      if (index == 0 && !second) value_.write(1);
    }
    if (index == 0 && second) value_.write(2);  // [outside]
    if (index == 1 && !second) value_.read();   // [reader]
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, bool> entered_{"entered", false};
  Shared<Sync, int> value_{"value", 0};
};

TEST(Race, InOneOrderOfLocksIsFound) {
  const Verdict verdict = explore<BehindALock>();
  ASSERT_TRUE(found(Finding::kDataRace, verdict));
  ASSERT_EQ(verdict.places.size(), 2U);
  EXPECT_EQ(verdict.places[0].line + verdict.places[1].line, HEDDLE_LINE("outside") + HEDDLE_LINE("reader"));
}

template <class Sync>
struct Published {
  static constexpr int kThreads = 2;
  static constexpr auto kRelease = std::memory_order_release;
  static constexpr auto kAcquire = std::memory_order_acquire;
  void thread(int index) {
    if (index == 0) {
      value_.write(1);
      ready_.store(true, kRelease);
    } else if (ready_.load(kAcquire)) {
      value_.read();
    }
  }
  Shared<Sync, int> value_{"value", 0};
  Atomic<Sync, bool> ready_{"ready", false};
};
template <class Sync>
struct PublishedRelaxed {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      value_.write(1);
      ready_.store(true, std::memory_order_relaxed);
    } else if (ready_.load(std::memory_order_acquire)) {
      value_.read();
    }
  }
  Shared<Sync, int> value_{"value", 0};
  Atomic<Sync, bool> ready_{"ready", false};
};

TEST(Race, IsNoneAfterReleaseAndAcquireAndIsOneAfterRelaxed) {
  EXPECT_TRUE(proved(explore<Published>()));
  EXPECT_TRUE(found(Finding::kDataRace, explore<PublishedRelaxed>()));
}

// The pointer is atomic, and nothing orders what it points to.
template <class Sync>
struct UnsafelyPublished {
  struct Box {
    Atomic<Sync, int> inner{"inner", 7};
    Shared<Sync, int> plain{"plain", 7};
    Mutex<Sync> mutex{"mutex"};
  };
  explicit UnsafelyPublished(int which) : which_(which) {}
  void run(int index, std::memory_order store) {
    if (index == 0) {
      owner_ = std::make_unique<Box>();
      box_.store(owner_.get(), store);
    } else if (Box* const box = box_.load(std::memory_order_acquire); box != nullptr) {
      if (which_ == 0) box->inner.load(std::memory_order_relaxed);
      if (which_ == 1) box->plain.read();
      if (which_ == 2) const Lock<Sync> lock(box->mutex);
    }
  }
  const int which_;
  std::unique_ptr<Box> owner_;
  Atomic<Sync, Box*> box_{"box", nullptr};
};
template <int Which, bool Ordered>
struct Publishing {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int index) {
      unsafely_.run(index, Ordered ? std::memory_order_release : std::memory_order_relaxed);
    }
    UnsafelyPublished<Sync> unsafely_{Which};
  };
};

TEST(Race, OfAnOperationAndTheConstructionOfItsObjectIsFound) {
  const std::string end = " by worker 1, and its construction by worker 0: neither happens before the other";
  EXPECT_TRUE(found(Finding::kDataRace, "load of 'inner'" + end, explore<Publishing<0, false>::Over>()));
  EXPECT_TRUE(found(Finding::kDataRace, "read of 'plain'" + end, explore<Publishing<1, false>::Over>()));
  EXPECT_TRUE(found(Finding::kDataRace, "lock of 'mutex'" + end, explore<Publishing<2, false>::Over>()));
}

TEST(Race, IsNoneOfAnObjectPublishedWithRelease) {
  EXPECT_TRUE(proved(explore<Publishing<0, true>::Over>()));
  EXPECT_TRUE(proved(explore<Publishing<1, true>::Over>()));
  EXPECT_TRUE(proved(explore<Publishing<2, true>::Over>()));
}

// The second pair has met, and nothing orders it after the first.
template <class Sync>
struct StrangerPairs {
  static constexpr int kThreads = 4;
  void thread(int index) {
    if (index == 0) value_.write(1);
    if (index >= 2) first_pair_is_through_.acquire();
    barrier_.arrive_and_wait();
    if (index < 2)
      first_pair_is_through_.release();
    else
      value_.read();
  }
  Shared<Sync, int> value_{"value", 0};
  Semaphore<Sync> first_pair_is_through_{"through", 0};
  Barrier<Sync> barrier_{"barrier", 2};
};
// The same order of events, but one that no operation stands for.
template <class Sync>
struct UnorderedPairs {
  static constexpr int kThreads = 4;
  void thread(int index) {
    if (index == 0) value_.write(1);
    if (index >= 2)
      while (through_.load(std::memory_order_relaxed) < 2) Sync::yield();
    barrier_.arrive_and_wait();
    if (index < 2)
      through_.fetch_add(1, std::memory_order_relaxed);
    else
      value_.read();
  }
  Shared<Sync, int> value_{"value", 0};
  Atomic<Sync, int> through_{"through", 0};
  Barrier<Sync> barrier_{"barrier", 2};
};
TEST(Race, OfTwoPhasesOfABarrierIsFound) {
  DetectorOptions options;
  options.max_executions = 5'000;
  EXPECT_EQ(explore<StrangerPairs>(options).finding, Finding::kNone);
  EXPECT_TRUE(found(Finding::kDataRace, explore<UnorderedPairs>(options)));
}

// A barrier that more threads use than it lets pass at once: whoever leaves a phase late has the order of
// that phase, and not of the next.
template <class Sync>
struct Pairs {
  static constexpr int kThreads = 4;
  void thread(int) {
    const int place = next_.fetch_add(1, std::memory_order_relaxed);
    sum_.write(static_cast<std::size_t>(place), 1);
    barrier_.arrive_and_wait();
  }
  Atomic<Sync, int> next_{"next", 0};
  SharedArray<Sync, int, 4> sum_{"sum"};
  Barrier<Sync> barrier_{"barrier", 2};
};

TEST(Race, IsNoneOfElementsWrittenBeforeABarrierForPairs) {
  DetectorOptions options;
  options.max_executions = 5'000;
  EXPECT_EQ(explore<Pairs>(options).finding, Finding::kNone);
}

}  // namespace
}  // namespace heddle
