// The contract of mutexes, condition variables and semaphores.
#include <stdexcept>
#include <vector>

#include "contract.hpp"

namespace heddle {
namespace {

template <class Sync>
class LockContract : public ContractTest<Sync> {};
TYPED_TEST_SUITE(LockContract, ContractSets);

template <class M>
bool locks_at_once(M& mutex) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
  if (!mutex.try_lock()) return false;
  mutex.unlock();
  return true;
}
template <class M>
bool shares_at_once(M& mutex) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
  if (!mutex.try_lock_shared()) return false;
  mutex.unlock_shared();
  return true;
}
template <class Sync, class Question>
bool asked_by_another_thread(Question&& question) {
  bool answer = false;
  Thread<Sync>("other", [&] { answer = question(); }).join();
  return answer;
}

// Two threads read, add and write under what `with_lock` takes and gives back: nothing may be lost.
template <class Sync, class WithLock>
void expect_exclusion(WithLock&& with_lock) {
  constexpr int kAdditions = 50;
  Shared<Sync, int> sum("sum", 0);
  {
    std::vector<Thread<Sync>> threads;
    for (int i = 0; i < 2; ++i)
      threads.emplace_back("adder", [&] {
        for (int k = 0; k < kAdditions; ++k) with_lock([&] { sum.write(sum.read() + 1); });
      });
  }
  EXPECT_EQ(sum.read(), 2 * kAdditions);
}

TYPED_TEST(LockContract, MutexExcludesAndPublishes) {
  this->run([] {
    Mutex<TypeParam> mutex("mutex");
    expect_exclusion<TypeParam>([&](auto&& f) {
      const Lock<TypeParam> lock(mutex);
      f();
    });
  });
}

TYPED_TEST(LockContract, MutexTriedUntilItIsHadExcludesAndPublishes) {
  this->run([] {
    Mutex<TypeParam> mutex("mutex");
    expect_exclusion<TypeParam>([&](auto&& f) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
      while (!mutex.try_lock()) TypeParam::yield();
      f();
      mutex.unlock();
    });
  });
}

TYPED_TEST(LockContract, MutexIsNotHadByATryWhileAnotherHoldsIt) {
  this->run([] {
    Mutex<TypeParam> mutex("mutex");
    {
      const Lock<TypeParam> lock(mutex);
      EXPECT_FALSE(asked_by_another_thread<TypeParam>([&] { return locks_at_once(mutex); }));
    }
    try_until_it_succeeds([&] { return locks_at_once(mutex); });
  });
}

TYPED_TEST(LockContract, SharedMutexHeldAloneExcludesAndPublishes) {
  this->run([] {
    SharedMutex<TypeParam> mutex("mutex");
    expect_exclusion<TypeParam>([&](auto&& f) {
      const ExclusiveLock<TypeParam> lock(mutex);
      f();
    });
  });
}

TYPED_TEST(LockContract, SharedMutexLetsReadersInTogetherAndNoWriterWithThem) {
  this->run([] {
    SharedMutex<TypeParam> mutex("mutex");
    Barrier<TypeParam> both_inside("both inside", 2);
    const auto read = [&] {
      const SharedLock<TypeParam> lock(mutex);
      both_inside.arrive_and_wait();
      EXPECT_FALSE(asked_by_another_thread<TypeParam>([&] { return locks_at_once(mutex); }));
      both_inside.arrive_and_wait();
    };
    {
      Thread<TypeParam> first("first reader", read);
      Thread<TypeParam> second("second reader", read);
    }
    try_until_it_succeeds([&] { return locks_at_once(mutex); });
  });
}

TYPED_TEST(LockContract, SharedMutexHeldAloneLetsNoReaderIn) {
  this->run([] {
    SharedMutex<TypeParam> mutex("mutex");
    {
      const ExclusiveLock<TypeParam> lock(mutex);
      EXPECT_FALSE(asked_by_another_thread<TypeParam>([&] { return shares_at_once(mutex); }));
    }
    try_until_it_succeeds([&] { return shares_at_once(mutex); });
  });
}

TYPED_TEST(LockContract, SharedMutexShowsReadersWhatTheWriterBeforeThemWrote) {
  this->run([] {
    SharedMutex<TypeParam> mutex("mutex");
    Shared<TypeParam, int> left("left", 0);
    Shared<TypeParam, int> right("right", 0);
    Thread<TypeParam> writer("writer", [&] {
      for (int i = 1; i <= 20; ++i) {
        const ExclusiveLock<TypeParam> lock(mutex);
        left.write(i);
        right.write(i);
      }
    });
    for (int i = 0; i < 20; ++i) {
      const SharedLock<TypeParam> lock(mutex);
      ASSERT_EQ(left.read(), right.read());
    }
  });
}

TYPED_TEST(LockContract, ConditionVariableHandsAMessageToAndFro) {
  this->run([] {
    Mutex<TypeParam> mutex("mutex");
    ConditionVariable<TypeParam> turned("turned");
    Shared<TypeParam, int> turn("turn", 0);
    const auto take_turns = [&](int own) {
      for (int round = 0; round < 10; ++round) {
        const Lock<TypeParam> lock(mutex);
        while (turn.read() % 2 != own) turned.wait(mutex);
        turn.write(turn.read() + 1);
        turned.notify_one();
      }
    };
    {
      Thread<TypeParam> ping("ping", [&] { take_turns(0); });
      Thread<TypeParam> pong("pong", [&] { take_turns(1); });
    }
    EXPECT_EQ(turn.read(), 20);
  });
}

TYPED_TEST(LockContract, ConditionVariableWakesAllAndAlsoWithoutTheMutexHeld) {
  this->run([] {
    Mutex<TypeParam> mutex("mutex");
    ConditionVariable<TypeParam> opened("opened");
    Shared<TypeParam, bool> open("open", false);
    Shared<TypeParam, int> passed("passed", 0);
    opened.notify_all();  // lost, as nobody waits
    {
      std::vector<Thread<TypeParam>> threads;
      for (int i = 0; i < 3; ++i)
        threads.emplace_back("waiter", [&] {
          const Lock<TypeParam> lock(mutex);
          while (!open.read()) opened.wait(mutex);
          passed.write(passed.read() + 1);
        });
      {
        const Lock<TypeParam> lock(mutex);
        open.write(true);
      }
      opened.notify_all();
    }
    EXPECT_EQ(passed.read(), 3);
  });
}

TYPED_TEST(LockContract, ConditionVariableLetsGoOfTheMutexWhileItWaitsAndHoldsItAfterwards) {
  this->run([] {
    Mutex<TypeParam> mutex("mutex");
    ConditionVariable<TypeParam> changed("changed");
    Shared<TypeParam, int> stage("stage", 0);
    Thread<TypeParam> waiter("waiter", [&] {
      const Lock<TypeParam> lock(mutex);
      stage.write(1);
      changed.notify_one();
      while (stage.read() != 2) changed.wait(mutex);
      EXPECT_FALSE(asked_by_another_thread<TypeParam>([&] { return locks_at_once(mutex); }));
    });
    const Lock<TypeParam> lock(mutex);
    while (stage.read() != 1) changed.wait(mutex);
    stage.write(2);  // reached only if the waiter has let go
    changed.notify_one();
  });
}

TYPED_TEST(LockContract, SemaphoreOfOneExcludesAndPublishes) {
  this->run([] {
    Semaphore<TypeParam> semaphore("semaphore", 1);
    expect_exclusion<TypeParam>([&](auto&& f) {
      const Permit<TypeParam> permit(semaphore);
      f();
    });
  });
}

TYPED_TEST(LockContract, SemaphoreGivesAsManyPermitsAsItHas) {
  this->run([] {
    Semaphore<TypeParam> semaphore("semaphore", 2);
    semaphore.acquire();
    try_until_it_succeeds([&] { return semaphore.try_acquire(); });
    EXPECT_FALSE(semaphore.try_acquire());
    semaphore.release();
    semaphore.release();
    semaphore.release();  // three now: whoever releases need not have acquired
    for (int i = 0; i < 3; ++i) semaphore.acquire();
    EXPECT_FALSE(semaphore.try_acquire());
  });
}

TYPED_TEST(LockContract, SemaphoreWakesOneThatWaitsAndShowsItWhatTheReleaserWrote) {
  this->run([] {
    Semaphore<TypeParam> filled("filled", 0);
    Semaphore<TypeParam> emptied("emptied", 1);
    Shared<TypeParam, int> slot("slot", 0);
    Thread<TypeParam> producer("producer", [&] {
      for (int i = 1; i <= 10; ++i) {
        emptied.acquire();
        slot.write(i);
        filled.release();
      }
    });
    for (int i = 1; i <= 10; ++i) {
      filled.acquire();
      ASSERT_EQ(slot.read(), i);
      emptied.release();
    }
  });
}

TYPED_TEST(LockContract, SemaphoreRefusesANegativeNumberOfPermits) {
  this->run([] { EXPECT_THROW(Semaphore<TypeParam>("semaphore", -1), std::invalid_argument); });
}

}  // namespace
}  // namespace heddle
