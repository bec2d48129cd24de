// The locks that measure themselves. Contention is forced and time is the test's own: the clock stands still
// but for the test's moving it, and counts how often it was read, which tells when a thread begins to wait.
#include "heddle/metrics/metered.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/semaphore_counter.hpp"
#include "heddle/metrics/lock_ledger.hpp"
#include "heddle/work/pool.hpp"

namespace heddle {
namespace {

struct StagedSync : NativeSync {
  struct Clock {
    static inline std::atomic<std::int64_t> time{1};
    static inline std::atomic<int> reads{0};

    static std::int64_t now() {
      const std::int64_t read = time.load();
      reads.fetch_add(1);
      reads.notify_all();
      return read;
    }
  };
};
using Staged = Metered<StagedSync>;

void advance(std::int64_t ns) {
  StagedSync::Clock::time.fetch_add(ns);
}
void await_clock_reads(int count) {
  auto& reads = StagedSync::Clock::reads;
  for (int seen = reads.load(); seen < count; seen = reads.load()) reads.wait(seen);
}

class MeteredTest : public testing::Test {
 protected:
  void SetUp() override {
    StagedSync::Clock::time = 1;
    StagedSync::Clock::reads = 0;
  }
  LockStats only_stats() const {
    const auto stats = ledger_.stats();
    EXPECT_EQ(stats.size(), 1U);
    return stats.empty() ? LockStats{} : stats[0];
  }

  const LockLedger ledger_;
};

TEST_F(MeteredTest, MutexUncontendedReadsTheClockForNoWaitAndOneHoldIn128) {
  {
    Staged::Mutex mutex("m");
    for (int i = 0; i < 127; ++i) const Lock<Staged> lock(mutex);
    EXPECT_EQ(StagedSync::Clock::reads.load(), 0);
    {
      const Lock<Staged> lock(mutex);
      advance(70);
    }
    EXPECT_EQ(StagedSync::Clock::reads.load(), 2);
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.name, "m");
  EXPECT_EQ(stats.acquisitions, 128U);
  EXPECT_EQ(stats.contended, 0U);
  EXPECT_EQ(stats.wait_ns, 0);
  EXPECT_FALSE(stats.waits);
  EXPECT_EQ(stats.hold_samples, 1U);
  EXPECT_EQ(stats.hold_ns, 70);
}

TEST_F(MeteredTest, MutexSumsItsWaitsAndTimesTheHoldAfterEach) {
  {
    Staged::Mutex mutex("m");
    int reads = 0;
    for (const std::int64_t wait : {1000, 5000}) {
      std::optional<Thread<NativeSync>> waiter;
      {
        const Lock<Staged> lock(mutex);
        waiter.emplace("waiter", [&mutex] {
          const Lock<Staged> waited(mutex);
          advance(30);
        });
        await_clock_reads(reads + 1);  // the waiter's first try has failed
        advance(wait);
      }
      waiter->join();
      reads += 3;  // begin and end of the wait, end of the hold
      EXPECT_EQ(StagedSync::Clock::reads.load(), reads);
    }
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.acquisitions, 4U);
  EXPECT_EQ(stats.contended, 2U);
  EXPECT_EQ(stats.wait_ns, 6000);
  EXPECT_EQ(stats.longest_wait_ns, 5000);
  ASSERT_TRUE(stats.waits);
  EXPECT_GE(stats.waits->p50_ns, 1000);
  EXPECT_LE(stats.waits->p50_ns, 1125);
  EXPECT_GE(stats.waits->p99_ns, 5000);
  EXPECT_EQ(stats.hold_samples, 2U);
  EXPECT_EQ(stats.hold_ns, 60);
  EXPECT_EQ(stats.longest_hold_ns, 30);
}

bool try_once(Staged::Mutex& mutex) {
  if (!mutex.try_lock()) return false;
  mutex.unlock();
  return true;
}

TEST_F(MeteredTest, MutexCountsATryThatSucceedsAndNotOneThatFails) {
  {
    Staged::Mutex mutex("m");
    const bool taken = mutex.try_lock();
    EXPECT_TRUE(taken);
    Thread<NativeSync>("other", [&mutex] { EXPECT_FALSE(try_once(mutex)); }).join();
    if (taken) mutex.unlock();
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.acquisitions, 1U);
  EXPECT_EQ(stats.contended, 0U);
}

TEST_F(MeteredTest, ConditionVariableEndsTheHoldAndItsWaitIsNone) {
  {
    Staged::Mutex mutex("m");
    Staged::ConditionVariable condition("c");
    bool ready = false;
    for (int i = 0; i < 127; ++i) const Lock<Staged> lock(mutex);
    Latch<NativeSync> locked("locked", 1);
    Thread<NativeSync> waiter("waiter", [&] {
      const Lock<Staged> lock(mutex);  // the 128th: its hold is timed
      advance(10);
      locked.count_down();
      while (!ready) condition.wait(mutex);
      advance(5);
    });
    locked.wait();
    await_clock_reads(2);  // the hold has ended; the waiter is about to let go of the mutex
    while (!mutex.try_lock()) Staged::yield();  // not lock(): a wait would time this hold too
    advance(1'000'000);
    ready = true;
    mutex.unlock();
    condition.notify_one();
    waiter.join();
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.acquisitions, 129U);
  EXPECT_EQ(stats.contended, 0U);
  EXPECT_EQ(stats.wait_ns, 0);
  EXPECT_EQ(stats.hold_samples, 1U);
  EXPECT_EQ(stats.hold_ns, 10) << "neither the million inside wait nor the five after it";
}

TEST_F(MeteredTest, ConditionVariableWakesOneAndAll) {
  {
    Staged::Mutex mutex("m");
    Staged::ConditionVariable condition("c");
    int turn = 0;
    std::vector<Thread<NativeSync>> threads;
    for (int own = 0; own < 4; ++own)
      threads.emplace_back("waiter", [&, own] {
        const Lock<Staged> lock(mutex);
        while (turn != own) condition.wait(mutex);
        ++turn;
        condition.notify_all();
      });
    threads.clear();
    EXPECT_EQ(turn, 4);
  }
  EXPECT_EQ(only_stats().acquisitions, 4U);
}

TEST_F(MeteredTest, SemaphoreCountsExactlyAndTimesOneHoldIn128) {
  {
    Staged::Semaphore semaphore("s", 1);
    for (int i = 0; i < 127; ++i) const Permit<Staged> permit(semaphore);
    EXPECT_EQ(StagedSync::Clock::reads.load(), 0);
    {
      const Permit<Staged> permit(semaphore);
      advance(70);
    }
    ASSERT_TRUE(semaphore.try_acquire());
    EXPECT_FALSE(semaphore.try_acquire());
    semaphore.release();
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.name, "s");
  EXPECT_EQ(stats.acquisitions, 129U);
  EXPECT_EQ(stats.contended, 0U);
  EXPECT_EQ(stats.hold_samples, 1U);
  EXPECT_EQ(stats.hold_ns, 70);
}

TEST_F(MeteredTest, SemaphoreSumsItsWaits) {
  {
    Staged::Semaphore semaphore("s", 1);
    int reads = 0;
    for (const std::int64_t wait : {1000, 5000}) {
      semaphore.acquire();
      Thread<NativeSync> waiter("waiter", [&semaphore] {
        semaphore.acquire();
        advance(30);
        semaphore.release();
      });
      await_clock_reads(reads + 1);
      advance(wait);
      semaphore.release();
      waiter.join();
      reads += 3;
      EXPECT_EQ(StagedSync::Clock::reads.load(), reads);
    }
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.acquisitions, 4U);
  EXPECT_EQ(stats.contended, 2U);
  EXPECT_EQ(stats.wait_ns, 6000);
  EXPECT_EQ(stats.longest_wait_ns, 5000);
  EXPECT_EQ(stats.hold_ns, 60);
}

template <class C>
void add_from_four_threads(C& counter, int additions) {
  std::vector<Thread<NativeSync>> threads;
  for (int worker = 0; worker < 4; ++worker)
    threads.emplace_back("worker", [&counter, worker, additions] {
      for (int i = 0; i < additions; ++i) counter.add(worker, 1);
    });
}

TEST_F(MeteredTest, MutexUnderContentionCountsEveryAcquisitionAndExcludesAsBefore) {
  {
    MutexCounter<Metered<>> counter("rows", 4);
    add_from_four_threads(counter, 20'000);
    EXPECT_EQ(counter.total(), 80'000U);
  }
  const LockStats stats = only_stats();
  EXPECT_EQ(stats.acquisitions, 80'001U);
  EXPECT_LE(stats.contended, stats.acquisitions);
  EXPECT_GE(stats.wait_ns, stats.longest_wait_ns);
}

TEST_F(MeteredTest, SemaphoreUnderContentionCountsEveryAcquisitionAndExcludesAsBefore) {
  {
    SemaphoreCounter<Metered<>> counter("rows", 4);
    add_from_four_threads(counter, 20'000);
    EXPECT_EQ(counter.total(), 80'000U);
  }
  EXPECT_EQ(only_stats().acquisitions, 80'001U);
}

TEST_F(MeteredTest, PoolOfMeteredPrimitivesDoesEveryJobOnce) {
  std::vector<std::atomic<int>> runs(1000);
  run_pool<Metered<>>(3, runs.size(), [&](int, std::size_t job) { runs[job].fetch_add(1); });
  for (const auto& own : runs) ASSERT_EQ(own.load(), 1);
  const auto stats = ledger_.stats();
  EXPECT_TRUE(std::any_of(stats.begin(), stats.end(), [](const LockStats& lock) {
    return lock.name == "queue mutex" && lock.acquisitions >= 2000;
  }));
}

}  // namespace
}  // namespace heddle
