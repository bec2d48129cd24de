#include "heddle/process/robust_mutex.hpp"

#include <gtest/gtest.h>
#include <linux/futex.h>
#include <sched.h>

#include <array>
#include <atomic>
#include <system_error>
#include <vector>

#include "forked.hpp"
#include "heddle/process/shared_memory.hpp"

namespace heddle {
namespace {

using Before = RobustMutex::Before;

void die_holding(RobustMutex& mutex) {
  const int status = test::run_forked([&] {
    static_cast<void>(mutex.lock());
    test::kill_this_process();
  });
  ASSERT_TRUE(test::was_killed(status));
}

TEST(RobustMutex, TheNextOwnerIsToldOfADeathOnce) {
  SharedMemory<RobustMutex> mutex;
  die_holding(*mutex);
  EXPECT_EQ(mutex->lock(), Before::kDied);
  mutex->mark_consistent();
  mutex->unlock();
  EXPECT_EQ(mutex->lock(), Before::kReleased);
  mutex->unlock();
  EXPECT_EQ(mutex->counts().owner_deaths, 1U);
  EXPECT_EQ(mutex->counts().acquisitions, 3U);
}

TEST(RobustMutex, EveryWaiterGetsItAfterTheOwnerIsKilled) {
  SharedMemory<RobustMutex> mutex;
  std::array<int, 2> locked{};
  ASSERT_EQ(::pipe(locked.data()), 0);
  const pid_t owner = test::start_forked([&] {
    static_cast<void>(mutex->lock());
    if (::write(locked[1], "x", 1) != 1) ::_exit(1);
    ::pause();
  });
  char byte = 0;
  ASSERT_EQ(::read(locked[0], &byte, 1), 1);
  std::vector<pid_t> waiters;
  for (int i = 0; i < 3; ++i)
    waiters.push_back(test::start_forked([&] { const RobustLock lock(*mutex, [] {}); }));
  ::kill(owner, SIGKILL);
  EXPECT_TRUE(test::was_killed(test::wait_for(owner)));
  for (const pid_t waiter : waiters) EXPECT_TRUE(test::ended_well(test::wait_for(waiter)));
  EXPECT_EQ(mutex->counts().owner_deaths, 1U);
  ::close(locked[0]);
  ::close(locked[1]);
}

TEST(RobustMutex, AWaiterWhoseWakeUpWasLostGoesOn) {
  SharedMemory<RobustMutex> mutex;
  // glibc keeps the futex at the front of pthread_mutex_t.
  std::atomic_ref<unsigned> futex(*reinterpret_cast<unsigned*>(&*mutex));
  ASSERT_EQ(mutex->lock(), Before::kReleased);
  const pid_t waiter = test::start_forked([&] { const RobustLock lock(*mutex, [] {}); });
  while ((futex & FUTEX_WAITERS) == 0) ::sched_yield();
  // As after an owner that came by and a woken waiter that was killed: locked, and no word of the one that
  // sleeps.
  futex &= ~FUTEX_WAITERS;
  mutex->unlock();
  EXPECT_TRUE(test::ended_well(test::wait_for(waiter)));
}

TEST(RobustMutex, IsLostWhenNobodyDeclaresItRepaired) {
  SharedMemory<RobustMutex> mutex;
  die_holding(*mutex);
  EXPECT_EQ(mutex->lock(), Before::kDied);
  mutex->unlock();
  try {
    static_cast<void>(mutex->lock());
    FAIL() << "locked what nobody repaired";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::state_not_recoverable);
  }
}

TEST(RobustMutex, RefusesToDeclareRepairedWhatWasNotBroken) {
  SharedMemory<RobustMutex> mutex;
  ASSERT_EQ(mutex->lock(), Before::kReleased);
  EXPECT_THROW(mutex->mark_consistent(), std::system_error);
  mutex->unlock();
}

TEST(RobustMutex, ExcludesProcesses) {
  constexpr int kProcesses = 4;
  constexpr int kRounds = 5'000;
  SharedMemory<RobustMutex> mutex;
  SharedMemory<long[]> value(1);
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i)
    children.push_back(test::start_forked([&] {
      for (int round = 0; round < kRounds; ++round) {
        const RobustLock lock(*mutex, [] {});
        volatile long& shared = value[0];
        shared = shared + 1;
      }
    }));
  for (const pid_t child : children) EXPECT_TRUE(test::ended_well(test::wait_for(child)));
  EXPECT_EQ(value[0], kProcesses * kRounds);
  EXPECT_EQ(mutex->counts().acquisitions, static_cast<std::uint64_t>(kProcesses * kRounds));
  EXPECT_EQ(mutex->counts().owner_deaths, 0U);
}

TEST(RobustMutex, CountsNoWaitWithoutAnother) {
  SharedMemory<RobustMutex> mutex;
  for (int i = 0; i < 5; ++i) const RobustLock lock(*mutex, [] {});
  const LockCounts counts = mutex->counts();
  EXPECT_EQ(counts.acquisitions, 5U);
  EXPECT_EQ(counts.contended, 0U);
  EXPECT_EQ(counts.total_wait_ns, 0U);
  EXPECT_EQ(counts.longest_wait_ns, 0U);
}

TEST(RobustMutex, CountsContention) {
  SharedMemory<RobustMutex> mutex;
  const auto contend = [&] {
    while (mutex->counts().contended == 0) {
      const RobustLock lock(*mutex, [] {});
      ::sched_yield();  // let the other one try while it is held
    }
  };
  const pid_t other = test::start_forked(contend);
  contend();
  EXPECT_TRUE(test::ended_well(test::wait_for(other)));
  const LockCounts counts = mutex->counts();
  EXPECT_GE(counts.contended, 1U);
  EXPECT_GT(counts.longest_wait_ns, 0U);
  EXPECT_GE(counts.total_wait_ns, counts.longest_wait_ns);
}

TEST(RobustLock, RepairsOnceAfterADeath) {
  SharedMemory<RobustMutex> mutex;
  die_holding(*mutex);
  int repairs = 0;
  for (int i = 0; i < 3; ++i) const RobustLock lock(*mutex, [&] { ++repairs; });
  EXPECT_EQ(repairs, 1);
}

TEST(RobustLock, ARepairerThatIsKilledIsFollowedByAnother) {
  SharedMemory<RobustMutex> mutex;
  die_holding(*mutex);
  const int status =
      test::run_forked([&] { const RobustLock lock(*mutex, [] { test::kill_this_process(); }); });
  EXPECT_TRUE(test::was_killed(status));
  int repairs = 0;
  {
    const RobustLock lock(*mutex, [&] { ++repairs; });
  }
  EXPECT_EQ(repairs, 1);
}

TEST(RobustLock, ARepairThatThrowsLosesTheMutex) {
  SharedMemory<RobustMutex> mutex;
  die_holding(*mutex);
  EXPECT_THROW(RobustLock(*mutex, [] { throw 1; }), int);
  EXPECT_THROW(RobustLock(*mutex, [] {}), std::system_error);
}

}  // namespace
}  // namespace heddle
