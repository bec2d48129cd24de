// What a lock is for, with one worker. One that waits for a lock that nobody gives back is stopped at its
// first yield, or after a number of looks at the flag without one.
#pragma once

#include <gtest/gtest.h>

#include <atomic>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Spinlock, IsTakenOnce) {
  Spinlock<NativeSync> lock;
  EXPECT_TRUE(lock.try_lock()) << "nobody has the lock, and a worker does not get it";
  EXPECT_FALSE(lock.try_lock()) << "the lock is taken, and was taken again";
}

TEST(Spinlock, IsTakenByWaitingToo) {
  Spinlock<NativeSync> lock;
  lock.lock();
  EXPECT_FALSE(lock.try_lock()) << "a worker has waited for the lock, and another one got it";
}

struct StopsWhoWaits : NativeSync {
  struct Yields {};
  struct SpinsOn {};

  static void yield(Site = {}) { throw Yields(); }

  template <class T>
  class Atomic : public NativeSync::Atomic<T> {
    using Base = NativeSync::Atomic<T>;
    using Order = std::memory_order;
    static constexpr Order kSeqCst = std::memory_order_seq_cst;

   public:
    using Base::Base;
    T load(Order order = kSeqCst) {
      count_look();
      return Base::load(order);
    }
    T exchange(T value, Order order = kSeqCst) {
      count_look();
      return Base::exchange(value, order);
    }
    bool compare_exchange_strong(T& expected, T desired, Order success = kSeqCst, Order failure = kSeqCst) {
      count_look();
      return Base::compare_exchange_strong(expected, desired, success, failure);
    }
    bool compare_exchange_weak(T& expected, T desired, Order success = kSeqCst, Order failure = kSeqCst) {
      count_look();
      return Base::compare_exchange_weak(expected, desired, success, failure);
    }

   private:
    void count_look() {
      if (++looks_ > 1'000) throw SpinsOn();
    }

    int looks_ = 0;
  };
};

TEST(Spinlock, LetsOthersGoOnWhileAWorkerWaits) {
  Spinlock<StopsWhoWaits> lock;
  lock.lock();
  EXPECT_THROW(lock.lock(), StopsWhoWaits::Yields)
      << "a worker looked at the taken lock 1,000 times, and never let another one go on";
}

TEST(Spinlock, IsFreeAgainWhenItIsGivenBack) {
  Spinlock<NativeSync> lock;
  lock.lock();
  lock.unlock();
  EXPECT_TRUE(lock.try_lock()) << "the lock was given back, and nobody can take it";
}

}  // namespace
}  // namespace heddle::exercise
