// Weak memory, by the litmus tests of the literature: what the standard forbids is never seen, what it allows
// is, as far as Relacy shows it, and where it does not, the verdict says so. Sources: Batty, Owens, Sarkar,
// Sewell and Weber, "Mathematizing C++ concurrency", POPL 2011; [atomics.order].
#include <atomic>
#include <cstddef>
#include <set>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::has_line;
using test::proved;

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr auto kAcquire = std::memory_order_acquire;
constexpr auto kRelease = std::memory_order_release;
constexpr auto kAcqRel = std::memory_order_acq_rel;
constexpr auto kSeqCst = std::memory_order_seq_cst;

using Set = std::set<std::string>;

template <template <class> class Case>
Set outcomes() {
  Set sets[2];
  for (int i = 0; i < 2; ++i) {
    const Verdict verdict = explore<Case>(test::with_scheduler(i == 0 ? "dpor" : "full"));
    EXPECT_TRUE(proved(verdict));
    for (const auto& [text, count] : test::outcomes_of(verdict)) sets[i].insert(text);
  }
  EXPECT_EQ(sets[0], sets[1]) << "reduced and full search";
  return sets[0];
}

// What each load saw, in the order of the loads; '-' for one that was not made.
template <std::size_t Loads>
struct Seen {
  void see(std::size_t load, int value) { text[load] = static_cast<char>('0' + value); }
  std::string text = std::string(Loads, '-');
};

// ---- message passing: data, then flag; flag, then data

template <std::memory_order Store, std::memory_order Load>
struct MessagePassing {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == 0) {
        data_.store(1, kRelaxed);
        flag_.store(1, Store);
      } else {
        seen_.see(0, flag_.load(Load));
        seen_.see(1, data_.load(kRelaxed));
      }
    }
    std::string after() { return seen_.text; }
    Atomic<Sync, int> data_{"data", 0};
    Atomic<Sync, int> flag_{"flag", 0};
    Seen<2> seen_;
  };
};
const Set kMessageInOrder{"00", "01", "11"};
const Set kMessageAny{"00", "01", "10", "11"};

TEST(MessagePassing, MayComeLateUnlessReleaseMeetsAcquire) {
  EXPECT_EQ((outcomes<MessagePassing<kRelaxed, kRelaxed>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<MessagePassing<kRelease, kRelaxed>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<MessagePassing<kRelaxed, kAcquire>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<MessagePassing<kRelease, kAcquire>::Over>()), kMessageInOrder);
  EXPECT_EQ((outcomes<MessagePassing<kSeqCst, kSeqCst>::Over>()), kMessageInOrder);
}

// The same with fences.
template <bool Releases, bool Acquires>
struct FencedMessage {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == 0) {
        data_.store(1, kRelaxed);
        if (Releases) Sync::fence(kRelease);
        flag_.store(1, kRelaxed);
      } else {
        seen_.see(0, flag_.load(kRelaxed));
        if (Acquires) Sync::fence(kAcquire);
        seen_.see(1, data_.load(kRelaxed));
      }
    }
    std::string after() { return seen_.text; }
    Atomic<Sync, int> data_{"data", 0};
    Atomic<Sync, int> flag_{"flag", 0};
    Seen<2> seen_;
  };
};
TEST(MessagePassing, IsInOrderBetweenTwoFencesAndNotWithOne) {
  EXPECT_EQ((outcomes<FencedMessage<true, true>::Over>()), kMessageInOrder);
  EXPECT_EQ((outcomes<FencedMessage<true, false>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<FencedMessage<false, true>::Over>()), kMessageAny);
}

// Plain data: a fence synchronises with a fence, with an acquire load, and a release store with a fence.
enum class By { kFence, kOperation, kNothing };
template <By Release, By Acquire>
struct PlainMessage {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == 0) {
        data_.write(1);
        if (Release == By::kFence) Sync::fence(kRelease);
        flag_.store(1, Release == By::kOperation ? kRelease : kRelaxed);
      } else if (flag_.load(Acquire == By::kOperation ? kAcquire : kRelaxed) == 1) {
        if (Acquire == By::kFence) Sync::fence(kAcquire);
        data_.read();
      }
    }
    Shared<Sync, int> data_{"data", 0};
    Atomic<Sync, int> flag_{"flag", 0};
  };
};
TEST(Fences, OrderPlainMemoryFromEachSide) {
  EXPECT_TRUE((proved(explore<PlainMessage<By::kFence, By::kFence>::Over>())));
  EXPECT_TRUE((proved(explore<PlainMessage<By::kFence, By::kOperation>::Over>())));
  EXPECT_TRUE((proved(explore<PlainMessage<By::kOperation, By::kFence>::Over>())));
  EXPECT_TRUE((proved(explore<PlainMessage<By::kOperation, By::kOperation>::Over>())));
  EXPECT_TRUE((found(Finding::kDataRace, explore<PlainMessage<By::kFence, By::kNothing>::Over>())));
  EXPECT_TRUE((found(Finding::kDataRace, explore<PlainMessage<By::kNothing, By::kFence>::Over>())));
  EXPECT_TRUE((found(Finding::kDataRace, explore<PlainMessage<By::kNothing, By::kNothing>::Over>())));
}

// ---- store buffering: each stores to its own and loads the other's

template <std::memory_order Store, std::memory_order Load, std::memory_order Fence>
struct StoreBuffering {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int index) {
      (index == 0 ? x_ : y_).store(1, Store);
      Sync::fence(Fence);
      seen_.see(static_cast<std::size_t>(index), (index == 0 ? y_ : x_).load(Load));
    }
    std::string after() { return seen_.text; }
    Atomic<Sync, int> x_{"x", 0};
    Atomic<Sync, int> y_{"y", 0};
    Seen<2> seen_;
  };
};
TEST(StoreBuffering, MayMissBothStoresUnlessAllIsSequentiallyConsistent) {
  EXPECT_EQ((outcomes<StoreBuffering<kRelaxed, kRelaxed, kRelaxed>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<StoreBuffering<kRelease, kAcquire, kRelaxed>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<StoreBuffering<kRelease, kAcquire, kAcqRel>::Over>()), kMessageAny);
  EXPECT_EQ((outcomes<StoreBuffering<kSeqCst, kSeqCst, kRelaxed>::Over>()), (Set{"01", "10", "11"}));
  EXPECT_EQ((outcomes<StoreBuffering<kRelaxed, kRelaxed, kSeqCst>::Over>()), (Set{"01", "10", "11"}));
}

// ---- coherence of one atomic

// Two loads of one thread never go back.
template <class Sync>
struct ReadRead {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      x_.store(1, kRelaxed);
      x_.store(2, kRelaxed);
    } else {
      seen_.see(0, x_.load(kRelaxed));
      seen_.see(1, x_.load(kRelaxed));
    }
  }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Seen<2> seen_;
};
// A load after one's own store sees it or what came after it.
template <class Sync>
struct WriteRead {
  static constexpr int kThreads = 2;
  void thread(int index) {
    x_.store(index + 1, kRelaxed);
    if (index == 0) seen_.see(0, x_.load(kRelaxed));
  }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Seen<1> seen_;
};
// What one reader has seen and published, another cannot miss.
template <class Sync>
struct ReadReadAcross {
  static constexpr int kThreads = 3;
  void thread(int index) {
    if (index == 0) {
      x_.store(1, kRelaxed);
    } else if (index == 1) {
      seen_.see(0, x_.load(kRelaxed));
      y_.store(1, kRelease);
    } else {
      seen_.see(1, y_.load(kAcquire));
      seen_.see(2, x_.load(kRelaxed));
    }
  }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Atomic<Sync, int> y_{"y", 0};
  Seen<3> seen_;
};

TEST(Coherence, OfOneAtomicNeverGoesBack) {
  EXPECT_EQ(outcomes<ReadRead>(), (Set{"00", "01", "02", "11", "12", "22"}));
  EXPECT_EQ(outcomes<WriteRead>(), (Set{"1", "2"}));
  const Set across = outcomes<ReadReadAcross>();
  EXPECT_EQ(across.count("110"), 0U) << "the first reader saw 1 before it published";
  EXPECT_EQ(across, (Set{"000", "001", "010", "011", "100", "101", "111"}));
}

// Two writers, two readers: may they see the writes in different orders?
template <std::memory_order Store, std::memory_order Load>
struct IndependentReads {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 4;
    void thread(int index) {
      if (index == 0) x_.store(1, Store);
      if (index == 1) y_.store(1, Store);
      if (index == 2) {
        seen_.see(0, x_.load(Load));
        seen_.see(1, y_.load(Load));
      }
      if (index == 3) {
        seen_.see(2, y_.load(Load));
        seen_.see(3, x_.load(Load));
      }
    }
    std::string after() { return seen_.text; }
    Atomic<Sync, int> x_{"x", 0};
    Atomic<Sync, int> y_{"y", 0};
    Seen<4> seen_;
  };
};
TEST(IndependentReads, MayDisagreeUnlessAllIsSequentiallyConsistent) {
  EXPECT_EQ((outcomes<IndependentReads<kRelaxed, kRelaxed>::Over>().size()), 16U);
  EXPECT_EQ((outcomes<IndependentReads<kRelease, kAcquire>::Over>().size()), 16U);
  const Set agreed = outcomes<IndependentReads<kSeqCst, kSeqCst>::Over>();
  EXPECT_EQ(agreed.count("1010"), 0U);
  EXPECT_EQ(agreed.size(), 15U);
}

// Two stores, seen by two readers in different orders: never of one atomic.
template <class Sync>
struct TwoWritersOneAtomic {
  static constexpr int kThreads = 4;
  void thread(int index) {
    if (index < 2) {
      x_.store(index + 1, kRelaxed);
    } else {
      const auto first = static_cast<std::size_t>(2 * (index - 2));
      seen_.see(first, x_.load(kRelaxed));
      seen_.see(first + 1, x_.load(kRelaxed));
    }
  }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Seen<4> seen_;
};
TEST(Coherence, OfTwoWritersIsOneOrderForAllReaders) {
  const Set seen = outcomes<TwoWritersOneAtomic>();
  EXPECT_EQ(seen.count("1221"), 0U);
  EXPECT_EQ(seen.count("2112"), 0U);
  EXPECT_EQ(seen.count("1212"), 1U);
  EXPECT_EQ(seen.count("2121"), 1U);
}

// ---- read-modify-writes

// A release sequence goes on through another thread's relaxed read-modify-write.
template <bool Updates>
struct ReleaseSequence {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 3;
    void thread(int index) {
      if (index == 0) {
        data_.write(1);
        flag_.store(1, kRelease);
      } else if (index == 1) {
        if (Updates)
          flag_.fetch_add(1, kRelaxed);
        else
          flag_.store(2, kRelaxed);
      } else if (flag_.load(kAcquire) == 2) {
        if (Updates) data_.read();
        reached_ = true;
      }
    }
    std::string after() { return reached_ ? "reached" : "missed"; }
    Shared<Sync, int> data_{"data", 0};
    Atomic<Sync, int> flag_{"flag", 0};
    bool reached_ = false;
  };
};
TEST(ReleaseSequence, GoesOnThroughAnUpdate) {
  EXPECT_EQ(outcomes<ReleaseSequence<true>::Over>(), (Set{"missed", "reached"}));
}

template <class Sync>
struct TwoUpdates {
  static constexpr int kThreads = 2;
  void thread(int index) { seen_.see(static_cast<std::size_t>(index), x_.fetch_add(1, kRelaxed)); }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Seen<2> seen_;
};
TEST(Updates, OfOneAtomicReadTheNewestValueInAnyOrder) {
  EXPECT_EQ(outcomes<TwoUpdates>(), (Set{"01", "10"}));
}

// ---- what is not shown, and is said

// Load buffering: each loads the other's and then stores its own. The standard allows "11".
template <class Sync>
struct LoadBuffering {
  static constexpr int kThreads = 2;
  void thread(int index) {
    seen_.see(static_cast<std::size_t>(index), (index == 0 ? y_ : x_).load(kRelaxed));
    (index == 0 ? x_ : y_).store(1, kRelaxed);
  }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Atomic<Sync, int> y_{"y", 0};
  Seen<2> seen_;
};
// Each stores 1 to one and 2 to the other. The standard allows that both 1s come last.
template <class Sync>
struct TwoPlusTwoWrites {
  static constexpr int kThreads = 2;
  void thread(int index) {
    (index == 0 ? x_ : y_).store(1, kRelaxed);
    (index == 0 ? y_ : x_).store(2, kRelaxed);
  }
  std::string after() { return std::to_string(x_.load()) + std::to_string(y_.load()); }
  Atomic<Sync, int> x_{"x", 0};
  Atomic<Sync, int> y_{"y", 0};
};

TEST(NotModelled, LoadBufferingIsSaid) {
  EXPECT_EQ(outcomes<LoadBuffering>(), (Set{"00", "01", "10"}));
  EXPECT_TRUE(has_line(explore<LoadBuffering>().limits, "load buffering"));
}
TEST(NotModelled, StoresThatTakeEffectOutOfOrderAreSaid) {
  EXPECT_EQ(outcomes<TwoPlusTwoWrites>(), (Set{"12", "21", "22"}));
  EXPECT_TRUE(has_line(explore<TwoPlusTwoWrites>().limits, "stores"));
}

// Five values, of which a load sees the last three.
template <class Sync>
struct LongHistory {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      for (int i = 1; i <= 4; ++i) x_.fetch_add(1, kRelaxed);
    else if (done_.load(kRelaxed) == 1)
      seen_.see(0, x_.load(kRelaxed));
    if (index == 0) done_.store(1, kRelaxed);
  }
  std::string after() { return seen_.text; }
  Atomic<Sync, int> x_{"x", 0};
  Atomic<Sync, int> done_{"done", 0};
  Seen<1> seen_;
};
TEST(NotModelled, ValuesBeforeTheLastThreeAreSaid) {
  EXPECT_EQ(outcomes<LongHistory>(), (Set{"-", "2", "3", "4"}));
  EXPECT_TRUE(has_line(explore<LongHistory>().limits, "last three values"));
}
TEST(Limits, NameOnlyWhatAVariantUses) {
  const Verdict verdict = explore<TwoUpdates>();
  EXPECT_TRUE(has_line(verdict.limits, "memory model"));
  EXPECT_FALSE(has_line(verdict.limits, "spurious"));
  EXPECT_FALSE(has_line(verdict.limits, "yield"));
}

}  // namespace
}  // namespace heddle
