// Threads that wait for ever: deadlocks with who waits for what, self-deadlocks, livelocks.
#include <memory>
#include <optional>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

template <class Sync>
struct TwoOrders {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      const Lock<Sync> first(left_);
      const Lock<Sync> second(right_);  // [left then right]
    } else {
      const Lock<Sync> first(right_);
      const Lock<Sync> second(left_);  // [right then left]
    }
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
};
template <class Sync>
struct OneOrder {
  static constexpr int kThreads = 2;
  void thread(int) {
    const Lock<Sync> first(left_);
    const Lock<Sync> second(right_);
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
};

TEST(Deadlock, OfLocksInBothOrdersSaysWhoWaitsForWhatHeldByWhom) {
  const Verdict verdict = explore<TwoOrders>();
  ASSERT_TRUE(found(Finding::kDeadlock,
                    "every thread that is left waits: worker 0 in lock of 'right', which worker 1 holds; "
                    "worker 1 in lock of 'left', which worker 0 holds",
                    verdict));
  ASSERT_EQ(verdict.places.size(), 2U);
  EXPECT_EQ(verdict.places[0].line, HEDDLE_LINE("left then right"));
  EXPECT_EQ(verdict.places[1].line, HEDDLE_LINE("right then left"));
  EXPECT_TRUE(proved(explore<OneOrder>()));
}

template <class Sync>
struct NobodyReleases {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) empty_.acquire();
  }
  Semaphore<Sync> empty_{"empty", 0};
};
template <class Sync>
struct SomebodyReleases {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      empty_.acquire();
    else
      empty_.release();
  }
  Semaphore<Sync> empty_{"empty", 0};
};
template <class Sync>
struct TooFewAtTheBarrier {
  static constexpr int kThreads = 2;
  void thread(int) { barrier_.arrive_and_wait(); }
  Barrier<Sync> barrier_{"barrier", 3};
};
template <class Sync>
struct LatchStaysShut {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      latch_.wait();
    else
      latch_.count_down();
  }
  Latch<Sync> latch_{"latch", 2};
};
template <class Sync>
struct ReaderKeepsWriterOut {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      const SharedLock<Sync> lock(shared_);
      gate_.wait();
    } else {
      const ExclusiveLock<Sync> lock(shared_);
      gate_.count_down();
    }
  }
  SharedMutex<Sync> shared_{"shared"};
  Latch<Sync> gate_{"gate", 1};
};

TEST(Deadlock, OfAnEmptySemaphoreIsFound) {
  EXPECT_TRUE(found(Finding::kDeadlock, "every thread that is left waits: worker 0 in acquire of 'empty'",
                    explore<NobodyReleases>()));
  EXPECT_TRUE(proved(explore<SomebodyReleases>()));
}
TEST(Deadlock, AtABarrierForMoreThreadsThanComeIsFound) {
  EXPECT_TRUE(
      found(Finding::kDeadlock,
            "every thread that is left waits: worker 0 in pass of 'barrier'; worker 1 in pass of 'barrier'",
            explore<TooFewAtTheBarrier>()));
}
TEST(Deadlock, AtALatchThatStaysShutIsFound) {
  EXPECT_TRUE(found(Finding::kDeadlock, "every thread that is left waits: worker 0 in wait of 'latch'",
                    explore<LatchStaysShut>()));
}
TEST(Deadlock, OfAReaderAndAWriterIsFound) {
  EXPECT_TRUE(
      found(Finding::kDeadlock,
            "every thread that is left waits: worker 0 in wait of 'gate'; worker 1 in lock of 'shared', "
            "which worker 0 holds",
            explore<ReaderKeepsWriterOut>()));
}

// A notification is missed if it comes before the wait. A spurious wake-up could save the waiter, and nobody
// may count on one.
template <class Sync>
struct LostWakeup {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      const Lock<Sync> lock(mutex_);
      ready_.wait(mutex_);  // [waits]
    } else {
      ready_.notify_one();
    }
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> ready_{"ready"};
};
template <class Sync>
struct WaitsInALoop {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index == 0) {
      while (!is_ready_.read()) ready_.wait(mutex_);
    } else {
      is_ready_.write(true);
      ready_.notify_one();
    }
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> ready_{"ready"};
  Shared<Sync, bool> is_ready_{"is ready", false};
};
// The one that was woken needs the mutex, whose holder waits for it.
template <class Sync>
struct WokenWithoutTheMutex {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index == 0) {
      waits_.write(true);
      while (!is_ready_.read()) ready_.wait(mutex_);
      done_.count_down();
    } else if (waits_.read()) {
      is_ready_.write(true);
      ready_.notify_one();
      done_.wait();  // [holds the mutex]
    } else {
      is_ready_.write(true);
    }
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> ready_{"ready"};
  Shared<Sync, bool> is_ready_{"is ready", false};
  Shared<Sync, bool> waits_{"waits", false};
  Latch<Sync> done_{"done", 1};
};

TEST(Deadlock, OfALostWakeupIsFoundThoughASpuriousOneWouldEndIt) {
  const Verdict verdict = explore<LostWakeup>();
  ASSERT_TRUE(found(Finding::kDeadlock,
                    "every thread that is left waits: worker 0 for a notification of 'ready'", verdict));
  ASSERT_EQ(verdict.places.size(), 1U);
  EXPECT_EQ(verdict.places[0].line, HEDDLE_LINE("waits"));
  EXPECT_TRUE(proved(explore<WaitsInALoop>()));
}
TEST(Deadlock, TellsTheLockAfterANotificationFromTheWaitForOne) {
  EXPECT_TRUE(
      found(Finding::kDeadlock,
            "every thread that is left waits: worker 0 in lock of 'mutex' after its wait, which worker 1 "
            "holds; worker 1 in wait of 'done'",
            explore<WokenWithoutTheMutex>()));
}

// Two notifications for two waiters: each wakes another one.
template <class Sync>
struct OneEach {
  static constexpr int kThreads = 3;
  void thread(int index) {
    if (index < 2) {
      const Lock<Sync> lock(mutex_);
      if (waiting_.read() == 1) both_wait_.count_down();
      waiting_.write(waiting_.read() + 1);
      ready_.wait(mutex_);
    } else {
      both_wait_.wait();
      {
        const Lock<Sync> until_the_second_waits(mutex_);
      }
      ready_.notify_one();
      ready_.notify_one();
    }
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> ready_{"ready"};
  Shared<Sync, int> waiting_{"waiting", 0};
  Latch<Sync> both_wait_{"both wait", 1};
};
TEST(Deadlock, IsNoneOfTwoNotificationsForTwoWaiters) {
  EXPECT_TRUE(proved(explore<OneEach>()));
}

template <class Sync>
struct DeadlockedByOneThatEnded {
  static constexpr int kThreads = 2;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS { mutex_.lock(); }
  Mutex<Sync> mutex_{"mutex"};
};
TEST(Deadlock, IsNotReachedByAThreadThatEndsWithALock) {
  EXPECT_TRUE(found(Finding::kMisuse, explore<DeadlockedByOneThatEnded>()));
}

// The main thread waits in a destructor for a thread that nobody ends.
template <class Sync>
struct NeverTold {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {}
  Semaphore<Sync> stop_{"stop", 0};
  Thread<Sync> background_{"background", [this] { stop_.acquire(); }};
};
TEST(Deadlock, OfADestructorThatJoinsIsFound) {
  EXPECT_TRUE(
      found(Finding::kDeadlock,
            "every thread that is left waits: main in join of 'background'; background in acquire of 'stop'",
            explore<NeverTold>()));
}

// ---- with oneself

template <class Sync>
struct LocksTwice {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    mutex_.lock();  // [again]
  }
  Mutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct SharesWhatItHolds {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    mutex_.lock_shared();  // [shares]
  }
  SharedMutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct LocksWhatItShares {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock_shared();
    mutex_.lock();
  }
  SharedMutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct JoinsItself {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    std::optional<Thread<Sync>> own;
    Latch<Sync> made("made", 1);
    own.emplace("self", [&] {
      made.wait();
      own->join();  // [itself]
    });
    made.count_down();
    own->join();
  }
};

TEST(SelfDeadlock, OfAMutexIsFoundOnTheSecondLock) {
  const Verdict verdict = explore<LocksTwice>();
  ASSERT_TRUE(found(Finding::kSelfDeadlock, "worker 0 locks 'mutex', which it holds already", verdict));
  ASSERT_EQ(verdict.places.size(), 1U);
  EXPECT_EQ(verdict.places[0].line, HEDDLE_LINE("again"));
}
TEST(SelfDeadlock, OfASharedMutexIsFoundInEitherMode) {
  const Verdict verdict = explore<SharesWhatItHolds>();
  ASSERT_TRUE(found(Finding::kSelfDeadlock, "worker 0 calls lock_shared of 'mutex', which it holds already",
                    verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("shares"));
  EXPECT_TRUE(found(Finding::kSelfDeadlock, "worker 0 calls lock of 'mutex', which it holds already",
                    explore<LocksWhatItShares>()));
}
TEST(SelfDeadlock, OfAThreadThatJoinsItselfIsFound) {
  const Verdict verdict = explore<JoinsItself>();
  ASSERT_TRUE(found(Finding::kSelfDeadlock, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("itself"));
}

// ---- livelocks

template <class Sync>
struct BothGiveWay {
  static constexpr int kThreads = 2;
  void thread(int) {
    while (!go_.load()) Sync::yield();  // [gives way]
  }
  Atomic<Sync, bool> go_{"go", false};
};
template <class Sync>
struct OneGoesAhead {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 1) go_.store(true);
    while (!go_.load()) Sync::yield();
  }
  Atomic<Sync, bool> go_{"go", false};
};

// Each turn takes a lock and gives it back: that changes nothing.
template <class Sync>
struct BothPollWithALock {
  static constexpr int kThreads = 2;
  void thread(int) {
    while (!is_ready()) Sync::yield();
  }
  bool is_ready() {
    const Lock<Sync> lock(mutex_);
    return ready_.read();
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, bool> ready_{"ready", false};
};

TEST(Livelock, OfThreadsThatPollWithALockIsFound) {
  EXPECT_TRUE(found(Finding::kLivelock, explore<BothPollWithALock>()));
}
TEST(Livelock, OfThreadsThatAllYieldIsFoundWhereTheyYield) {
  const Verdict verdict = explore<BothGiveWay>();
  ASSERT_TRUE(found(Finding::kLivelock, verdict));
  ASSERT_FALSE(verdict.places.empty());
  for (const Place& place : verdict.places) EXPECT_EQ(place.line, HEDDLE_LINE("gives way"));
  EXPECT_TRUE(proved(explore<OneGoesAhead>()));
}

// Spins a few times, then waits properly.
template <class Sync>
struct SpinsBeforeItWaits {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 1) {
      ready_.count_down();
      return;
    }
    for (int i = 0; i < 3; ++i) Sync::yield();
    ready_.wait();
  }
  Latch<Sync> ready_{"ready", 1};
};
template <class Sync>
struct GivesUp {
  static constexpr int kThreads = 1;
  static constexpr Outcome kOutcomes[]{{"gave up", Grade::kAcceptable, ""}};
  void thread(int) {
    for (int i = 0; i < 20; ++i)
      if (go_.load())
        return;
      else
        Sync::yield();
    said_ = "gave up";
  }
  std::string after() { return said_; }
  Atomic<Sync, bool> go_{"go", false};
  const char* said_ = "";
};
// The first can only go on when the second has given up.
template <class Sync>
struct WaitsForOneThatGivesUp {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      while (!gave_up_.load()) Sync::yield();
      return;
    }
    for (int i = 0; i < 10 && !never_.load(); ++i) Sync::yield();
    gave_up_.store(true);
  }
  Atomic<Sync, bool> gave_up_{"gave up", false};
  Atomic<Sync, bool> never_{"never", false};
};
// Many short loops, one after the other.
template <class Sync>
struct GivesUpOftenEnough {
  static constexpr int kThreads = 1;
  void thread(int) {
    for (int round = 1; round <= 20; ++round) {
      for (int i = 0; i < 10 && !go_.load(); ++i) Sync::yield();
      rounds_.store(round);
    }
  }
  Atomic<Sync, bool> go_{"go", false};
  Atomic<Sync, int> rounds_{"rounds", 0};
};
TEST(Livelock, IsNoneOfALoopThatEndsByItself) {
  EXPECT_TRUE(proved(explore<WaitsForOneThatGivesUp>()));
  EXPECT_TRUE(proved(explore<GivesUpOftenEnough>()));
  EXPECT_TRUE(proved(explore<SpinsBeforeItWaits>()));
  EXPECT_TRUE(proved(explore<GivesUp>()));
}

}  // namespace
}  // namespace heddle
