// Every strategy does every job once, whatever the numbers of jobs and workers.
#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/work/pool.hpp"
#include "heddle/work/sequential.hpp"
#include "heddle/work/threads.hpp"

namespace heddle {
namespace {

using Task = std::function<void(int worker, std::size_t job)>;

struct Strategy {
  std::string name;
  std::function<void(int workers, std::size_t jobs, const Task& task)> run;
};

class Strategies : public testing::TestWithParam<Strategy> {};

INSTANTIATE_TEST_SUITE_P(
    All, Strategies,
    testing::Values(Strategy{"sequential",
                             [](int, std::size_t jobs, const Task& task) { run_sequential(jobs, task); }},
                    Strategy{"threads", [](int workers, std::size_t jobs,
                                           const Task& task) { run_threads(workers, jobs, task); }},
                    Strategy{"pool", [](int workers, std::size_t jobs,
                                        const Task& task) { run_pool(workers, jobs, task); }}),
    [](const auto& strategy) { return strategy.param.name; });

TEST_P(Strategies, DoesEveryJobOnceWithWorkersInRange) {
  for (const int workers : {1, 2, 5})
    for (const std::size_t jobs : {0UL, 1UL, 3UL, 1000UL}) {
      SCOPED_TRACE(std::to_string(workers) + " workers, " + std::to_string(jobs) + " jobs");
      std::vector<std::atomic<int>> runs(jobs);
      std::atomic<bool> in_range{true};
      GetParam().run(workers, jobs, [&](int worker, std::size_t job) {
        if (worker < 0 || worker >= workers) in_range = false;
        runs.at(job).fetch_add(1);
      });
      EXPECT_TRUE(in_range);
      for (const auto& own : runs) ASSERT_EQ(own.load(), 1);
    }
}

TEST_P(Strategies, IsDoneWhenItReturns) {
  // Plain memory: a job that ran on after the return, or was not ordered before it, is a data race.
  std::vector<std::size_t> squares(500, 0);
  GetParam().run(3, squares.size(), [&](int, std::size_t job) { squares[job] = job * job; });
  for (std::size_t job = 0; job < squares.size(); ++job) ASSERT_EQ(squares[job], job * job);
}

TEST(Sequential, DoesTheJobsInOrderAsWorkerZero) {
  std::vector<std::size_t> order;
  run_sequential(4, [&](int worker, std::size_t job) {
    EXPECT_EQ(worker, 0);
    order.push_back(job);
  });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3}));
}

template <class Run>
int workers_that_meet(Run&& run) {
  constexpr int kWorkers = 3;
  Barrier<NativeSync> meeting("meeting", kWorkers);  // passed only by three workers at once
  std::atomic<int> met{0};
  run(kWorkers, [&](int, std::size_t) {
    meeting.arrive_and_wait();
    met.fetch_add(1);
  });
  return met.load();
}

TEST(Threads, RunAtOnce) {
  EXPECT_EQ(workers_that_meet([](int workers, const Task& task) {
              run_threads(workers, static_cast<std::size_t>(workers), task);
            }),
            3);
}

TEST(Pool, RunsItsWorkersAtOnce) {
  EXPECT_EQ(workers_that_meet([](int workers, const Task& task) {
              run_pool(workers, static_cast<std::size_t>(workers), task);
            }),
            3);
}

TEST(Pool, ThrowsATasksFailureWhenTheRestIsDone) {
  std::atomic<int> ran{0};
  const auto run = [&] {
    run_pool(2, 100, [&](int, std::size_t job) {
      ran.fetch_add(1);
      if (job == 10) throw std::runtime_error("job 10");
    });
  };
  EXPECT_THROW(run(), std::runtime_error);
  EXPECT_EQ(ran.load(), 100);
}

TEST(Threads, RefuseToBeNone) {
  EXPECT_THROW(run_threads(0, 1, [](int, std::size_t) {}), std::invalid_argument);
}

}  // namespace
}  // namespace heddle
