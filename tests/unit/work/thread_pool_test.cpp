// The pool: every task once, a shutdown that loses nothing, and tasks that throw.
#include "heddle/work/thread_pool.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <set>
#include <stdexcept>
#include <string>

namespace heddle {
namespace {

TEST(ThreadPool, RunsEveryTaskOnce) {
  std::array<std::atomic<int>, 5000> runs{};
  ThreadPool<> pool(4, 8);
  for (auto& own : runs) EXPECT_TRUE(pool.submit([&own](int) { own.fetch_add(1); }));
  pool.shutdown();
  for (const auto& own : runs) ASSERT_EQ(own.load(), 1);
}

TEST(ThreadPool, NumbersItsWorkersFromZero) {
  constexpr int kWorkers = 3;
  std::array<std::atomic<int>, kWorkers> runs{};
  ThreadPool<> pool(kWorkers, kWorkers);
  Barrier<NativeSync> all_at_once("all at once", kWorkers);  // no worker can take two of the tasks
  for (int i = 0; i < kWorkers; ++i)
    pool.submit([&](int worker) {
      runs.at(static_cast<std::size_t>(worker)).fetch_add(1);
      all_at_once.arrive_and_wait();
    });
  pool.shutdown();
  for (const auto& own : runs) EXPECT_EQ(own.load(), 1);
}

TEST(ThreadPool, ShutdownRunsWhatStillWaitsInTheQueue) {
  ThreadPool<> pool(1, 10);
  Latch<NativeSync> release("release", 1);
  std::atomic<int> ran{0};
  pool.submit([&](int) { release.wait(); });
  for (int i = 0; i < 10; ++i) pool.submit([&](int) { ran.fetch_add(1); });
  EXPECT_EQ(ran.load(), 0);
  release.count_down();
  pool.shutdown();
  EXPECT_EQ(ran.load(), 10);
}

TEST(ThreadPool, AfterShutdownTakesNoTask) {
  ThreadPool<> pool(2, 2);
  pool.shutdown();
  EXPECT_FALSE(pool.submit([](int) { FAIL() << "ran"; }));
  pool.shutdown();
}

TEST(ThreadPool, DestroyedWithoutShutdownRunsWhatWasSubmitted) {
  std::atomic<int> ran{0};
  {
    ThreadPool<> pool(2, 100);
    for (int i = 0; i < 100; ++i) pool.submit([&](int) { ran.fetch_add(1); });
  }
  EXPECT_EQ(ran.load(), 100);
}

TEST(ThreadPool, DestroyedWithAFailureThatNobodyAskedForDropsIt) {
  ThreadPool<> pool(1, 1);
  pool.submit([](int) { throw std::runtime_error("dropped"); });
}

TEST(ThreadPool, RethrowsTheFirstFailureAfterTheRestRan) {
  std::atomic<int> ran{0};
  ThreadPool<> pool(1, 4);
  for (int i = 0; i < 20; ++i)
    pool.submit([&ran, i](int) {
      ran.fetch_add(1);
      if (i == 3 || i == 7) throw std::runtime_error("task " + std::to_string(i));
    });
  try {
    pool.shutdown();
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "task 3");
  }
  EXPECT_EQ(ran.load(), 20);
  EXPECT_NO_THROW(pool.shutdown()) << "a failure is told once";
}

TEST(ThreadPool, SurvivesEveryTaskThrowingOnEveryWorker) {
  ThreadPool<> pool(4, 4);
  for (int i = 0; i < 1000; ++i) pool.submit([](int) { throw 1; });
  EXPECT_THROW(pool.shutdown(), int);
}

TEST(ThreadPool, TakesTasksFromSeveralThreads) {
  std::atomic<int> ran{0};
  ThreadPool<> pool(2, 2);
  {
    std::vector<Thread<NativeSync>> submitters;
    for (int i = 0; i < 3; ++i)
      submitters.emplace_back("submitter", [&] {
        for (int task = 0; task < 1000; ++task) pool.submit([&](int) { ran.fetch_add(1); });
      });
  }
  pool.shutdown();
  EXPECT_EQ(ran.load(), 3000);
}

TEST(ThreadPool, RefusesToHaveNoWorkerOrNoRoom) {
  EXPECT_THROW(ThreadPool<>(0, 1), std::invalid_argument);
  EXPECT_THROW(ThreadPool<>(1, 0), std::invalid_argument);
}

}  // namespace
}  // namespace heddle
