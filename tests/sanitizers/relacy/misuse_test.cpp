// What is undefined in lib/heddle/sync/README.md: each is found, on its line, and what is allowed beside it
// is not.
#include <climits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

// ---- locks

template <class Sync>
struct UnlocksWhatIsFree {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.unlock();  // [unlocks]
  }
  Mutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct UnlocksWhatAnotherHolds {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (index == 0)
      mutex_.lock();
    else
      mutex_.unlock();
  }
  Mutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct UnlocksShared {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    mutex_.unlock_shared();
  }
  SharedMutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct UnlocksAlone {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock_shared();
    mutex_.unlock();
  }
  SharedMutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct TriesWhatItHolds {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    if (mutex_.try_lock()) mutex_.unlock();
    mutex_.unlock();
  }
  Mutex<Sync> mutex_{"mutex"};
};

TEST(Misuse, UnlockingWhatIsNotHeldIsFound) {
  const Verdict verdict = explore<UnlocksWhatIsFree>();
  ASSERT_TRUE(found(Finding::kMisuse, "worker 0 unlocks 'mutex', which it does not hold", verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("unlocks"));
  EXPECT_TRUE(found(Finding::kMisuse, explore<UnlocksWhatAnotherHolds>()));
}
TEST(Misuse, UnlockingInTheOtherModeIsFound) {
  EXPECT_TRUE(found(Finding::kMisuse, explore<UnlocksShared>()));
  EXPECT_TRUE(found(Finding::kMisuse, explore<UnlocksAlone>()));
}
TEST(Misuse, TryingWhatIsHeldIsFound) {
  EXPECT_TRUE(found(Finding::kMisuse, explore<TriesWhatItHolds>()));
}

template <class Sync>
struct EndsWithALock {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS { mutex_.lock(); }
  Mutex<Sync> mutex_{"mutex"};
};
// Another reader, with a lower number, holds it as well.
template <class Sync>
struct EndsWithASharedLock {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock_shared();
    if (index == 1) {
      held_.count_down();
      return;
    }
    held_.wait();
    mutex_.unlock_shared();
  }
  SharedMutex<Sync> mutex_{"mutex"};
  Latch<Sync> held_{"held", 1};
};
template <class Sync>
struct EndsWithAPermit {
  static constexpr int kThreads = 1;
  void thread(int) { semaphore_.acquire(); }
  Semaphore<Sync> semaphore_{"semaphore", 1};
};

TEST(Misuse, EndingWithALockIsFound) {
  EXPECT_TRUE(found(Finding::kMisuse, "worker 0 ends while it holds 'mutex'", explore<EndsWithALock>()));
  EXPECT_TRUE(
      found(Finding::kMisuse, "worker 1 ends while it holds 'mutex'", explore<EndsWithASharedLock>()));
  EXPECT_TRUE(proved(explore<EndsWithAPermit>())) << "a permit may be given back by another thread";
}

template <class Sync>
struct DestroysAHeldMutex {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    auto mutex = std::make_unique<Mutex<Sync>>("mutex");
    mutex->lock();
  }
};
template <class Sync>
struct DestroysAHeldSharedMutex {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    auto mutex = std::make_unique<SharedMutex<Sync>>("mutex");
    mutex->lock_shared();
  }
};
template <class Sync>
struct DestroysAConditionWithAWaiter {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      const Lock<Sync> lock(mutex_);
      waits_.store(true);
      changed_->wait(mutex_);
    } else if (waits_.load()) {
      {
        const Lock<Sync> until_it_waits(mutex_);
      }
      changed_.reset();
    }
  }
  Mutex<Sync> mutex_{"mutex"};
  Atomic<Sync, bool> waits_{"waits", false};
  std::unique_ptr<ConditionVariable<Sync>> changed_ = std::make_unique<ConditionVariable<Sync>>("changed");
};

TEST(Misuse, DestroyingWhatIsHeldIsFound) {
  EXPECT_TRUE(
      found(Finding::kMisuse, "'mutex' is destroyed while worker 0 holds it", explore<DestroysAHeldMutex>()));
  EXPECT_TRUE(found(Finding::kMisuse, explore<DestroysAHeldSharedMutex>()));
}
TEST(Misuse, DestroyingAConditionVariableWithAWaiterIsFound) {
  EXPECT_TRUE(found(Finding::kMisuse, "'changed' is destroyed while a thread waits",
                    explore<DestroysAConditionWithAWaiter>()));
}

// ---- condition variables

template <class Sync>
struct WaitsWithoutTheMutex {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    changed_.wait(mutex_);  // [waits]
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
};
template <class Sync>
struct WaitsWithTwoMutexes {
  static constexpr int kThreads = 3;
  void thread(int index) {
    if (index == 2) {
      for (Mutex<Sync>* mutex : {&left_, &right_}) {
        const Lock<Sync> lock(*mutex);
        stop_.store(true);
      }
      changed_.notify_all();
      return;
    }
    Mutex<Sync>& own = index == 0 ? left_ : right_;
    const Lock<Sync> lock(own);
    if (!stop_.load()) changed_.wait(own);
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
  ConditionVariable<Sync> changed_{"changed"};
  Atomic<Sync, bool> stop_{"stop", false};
};
// The second has announced its wait before the first begins to wait.
template <class Sync>
struct WaitsLaterWithAnother {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      const Lock<Sync> lock(left_);
      while (!second_.load()) Sync::yield();
      changed_.wait(left_);
    } else {
      const Lock<Sync> lock(right_);
      second_.store(true);
      changed_.wait(right_);
    }
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
  ConditionVariable<Sync> changed_{"changed"};
  Atomic<Sync, bool> second_{"second", false};
};
template <class Sync>
struct WaitsWithOneAfterTheOther {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      wait(left_, 1);
      wait(right_, 2);
    } else {
      tell(left_, 1);
      tell(right_, 2);
    }
  }
  void wait(Mutex<Sync>& mutex, int stage) {
    const Lock<Sync> lock(mutex);
    while (stage_.load() < stage) changed_.wait(mutex);
  }
  void tell(Mutex<Sync>& mutex, int stage) {
    const Lock<Sync> lock(mutex);
    stage_.store(stage);
    changed_.notify_all();
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
  ConditionVariable<Sync> changed_{"changed"};
  Atomic<Sync, int> stage_{"stage", 0};
};

TEST(Misuse, WaitingWithoutTheMutexIsFound) {
  const Verdict verdict = explore<WaitsWithoutTheMutex>();
  ASSERT_TRUE(found(Finding::kMisuse, "worker 0 waits for 'changed' without holding 'mutex'", verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("waits"));
}
TEST(Misuse, WaitingWithDifferentMutexesAtOnceIsFound) {
  EXPECT_TRUE(found(Finding::kMisuse, explore<WaitsWithTwoMutexes>()));
  EXPECT_TRUE(found(Finding::kMisuse, explore<WaitsLaterWithAnother>()));
}
TEST(Misuse, IsNoneInWaitingWithOneMutexAfterTheOther) {
  EXPECT_TRUE(proved(explore<WaitsWithOneAfterTheOther>()));
}

// ---- counts

template <class Sync>
struct CountsBelowZero {
  static constexpr int kThreads = 1;
  void thread(int) {
    latch_.count_down();
    latch_.count_down();  // [below]
  }
  Latch<Sync> latch_{"latch", 1};
};
template <class Sync>
struct ReleasesTooOften {
  static constexpr int kThreads = 1;
  void thread(int) {
    semaphore_.release();
    semaphore_.release();  // [one more]
  }
  Semaphore<Sync> semaphore_{"semaphore", INT_MAX - 1};
};

TEST(Misuse, CountingALatchBelowZeroIsFound) {
  const Verdict verdict = explore<CountsBelowZero>();
  ASSERT_TRUE(found(Finding::kMisuse, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("below"));
}
TEST(Misuse, MorePermitsThanASemaphoreCanHaveIsFound) {
  const Verdict verdict = explore<ReleasesTooOften>();
  ASSERT_TRUE(found(Finding::kMisuse, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("one more"));
}

// ---- memory orders

template <int Which>
struct BadOrder {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 1;
    void thread(int) {
      int expected = 0;
      switch (Which) {
        case 0:
          value_.load(std::memory_order_release);
          break;
        case 1:
          value_.load(std::memory_order_acq_rel);
          break;
        case 2:
          value_.store(1, std::memory_order_acquire);
          break;
        case 3:
          value_.store(1, std::memory_order_acq_rel);
          break;
        case 4:
          value_.compare_exchange_strong(expected, 1, std::memory_order_acq_rel, std::memory_order_release);
          break;
        case 5:
          value_.compare_exchange_weak(expected, 1, std::memory_order_acq_rel, std::memory_order_acq_rel);
          break;
        default:
          break;
      }
    }
    Atomic<Sync, int> value_{"value", 0};
  };
};
// Since C++17 the order of failure may be stronger than that of success.
template <class Sync>
struct EveryGoodOrder {
  static constexpr int kThreads = 1;
  void thread(int) {
    using std::memory_order_acq_rel, std::memory_order_acquire, std::memory_order_consume,
        std::memory_order_relaxed, std::memory_order_release, std::memory_order_seq_cst;
    for (auto order :
         {memory_order_relaxed, memory_order_consume, memory_order_acquire, memory_order_seq_cst})
      value_.load(order);
    for (auto order : {memory_order_relaxed, memory_order_release, memory_order_seq_cst})
      value_.store(1, order);
    for (auto success : {memory_order_relaxed, memory_order_consume, memory_order_acquire,
                         memory_order_release, memory_order_acq_rel, memory_order_seq_cst}) {
      value_.exchange(2, success);
      value_.fetch_add(1, success);
      Sync::fence(success);
      for (auto failure :
           {memory_order_relaxed, memory_order_consume, memory_order_acquire, memory_order_seq_cst}) {
        int expected = 0;
        value_.compare_exchange_strong(expected, 1, success, failure);
        value_.compare_exchange_strong(expected, 1, success, failure);
      }
    }
  }
  Atomic<Sync, int> value_{"value", 0};
};

TEST(Misuse, OrdersThatAnOperationCannotHaveAreFound) {
  EXPECT_TRUE(found(Finding::kMisuse, "a load cannot have the order release", explore<BadOrder<0>::Over>()));
  EXPECT_TRUE(found(Finding::kMisuse, "a load cannot have the order acq_rel", explore<BadOrder<1>::Over>()));
  EXPECT_TRUE(found(Finding::kMisuse, "a store cannot have the order acquire", explore<BadOrder<2>::Over>()));
  EXPECT_TRUE(found(Finding::kMisuse, "a store cannot have the order acq_rel", explore<BadOrder<3>::Over>()));
  EXPECT_TRUE(found(Finding::kMisuse, "a compare-exchange that fails cannot have the order release",
                    explore<BadOrder<4>::Over>()));
  EXPECT_TRUE(found(Finding::kMisuse, "a compare-exchange that fails cannot have the order acq_rel",
                    explore<BadOrder<5>::Over>()));
}
TEST(Misuse, IsNoneInAnyOrderThatAnOperationCanHave) {
  EXPECT_TRUE(proved(explore<EveryGoodOrder>()));
}

// ---- threads

template <class Sync>
struct JoinsTwice {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    Thread<Sync> other("other", [] {});
    other.join();
    other.join();  // [twice]
  }
};
template <class Sync>
struct JoinsWhatWasMoved {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    Thread<Sync> other("other", [] {});
    const Thread<Sync> owner(std::move(other));
    other.join();  // NOLINT: that is what is wrong
  }
};
template <class Sync>
struct StartsTooMany {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    const Thread<Sync> first("first", [] {});
    const Thread<Sync> second("second", [] {});
  }
};
template <class Sync>
struct StartsOneAfterTheOther {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 2;
  void thread(int) {
    Thread<Sync>("first", [] {}).join();
    Thread<Sync>("second", [] {}).join();
  }
};
// From a constructor, from a started thread, and joined by a destructor.
template <class Sync>
struct StartsEverywhere {
  static constexpr int kThreads = 2;
  static constexpr int kStartedThreads = 2;
  static constexpr Outcome kOutcomes[]{{"4", Grade::kAcceptable, ""}};
  void thread(int) { add(); }
  void add() {
    const Lock<Sync> lock(mutex_);
    sum_.write(sum_.read() + 1);
  }
  std::string after() {
    background_.join();
    const Lock<Sync> lock(mutex_);
    return std::to_string(sum_.read());
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> sum_{"sum", 0};
  Thread<Sync> background_{"background", [this] {
                             add();
                             const Thread<Sync> nested("nested", [this] { add(); });
                           }};
};

TEST(Misuse, JoiningTwiceOrWhatWasMovedAwayIsFound) {
  const Verdict verdict = explore<JoinsTwice>();
  ASSERT_TRUE(found(Finding::kMisuse, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("twice"));
  EXPECT_TRUE(found(Finding::kMisuse, explore<JoinsWhatWasMoved>()));
}
TEST(Misuse, MoreThreadsThanDeclaredAreFound) {
  const Verdict verdict = explore<StartsTooMany>();
  ASSERT_TRUE(found(Finding::kException, verdict));
  EXPECT_NE(verdict.summary.find("kStartedThreads"), std::string::npos) << verdict.summary;
  EXPECT_TRUE(proved(explore<StartsOneAfterTheOther>()));
}
TEST(Misuse, IsNoneInThreadsStartedAnywhere) {
  EXPECT_TRUE(proved(explore<StartsEverywhere>()));
}

}  // namespace
}  // namespace heddle
