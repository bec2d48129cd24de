// What the two strategies do when their workers are killed: at every step, at random, by a job, again and
// again.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "forked.hpp"
#include "heddle/count/process_counter.hpp"
#include "heddle/log/check.hpp"
#include "heddle/log/process_logger.hpp"
#include "heddle/process/checkpoint.hpp"
#include "heddle/process/shared_memory.hpp"
#include "heddle/work/process_workers.hpp"
#include "process_strategies.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

constexpr std::uint64_t kCountPerRow = 3;

// A job as the program has them: rows that are counted and logged, and a result at the end.
class Workshop {
 public:
  Workshop(int workers, std::size_t jobs, int rows)
      : rows_(rows),
        counter_("rows", max_worker_numbers(workers, jobs), jobs),
        logger_(folder_ / "log", {}),
        results_(jobs),
        rows_done_(0),
        workers_(workers) {}

  // before_row(worker): called first thing for each row.
  template <class BeforeRow>
  ProcessRun run(const test::Strategy& strategy, const ProcessOptions& options, BeforeRow before_row) {
    const ProcessRun result = strategy.run(
        workers_, results_.size(),
        [&](int worker, std::size_t job) {
          counter_.start(worker, job);
          for (int row = 0; row < rows_; ++row) {
            before_row(worker);
            counter_.add(worker, kCountPerRow);
            LogEntry entry;
            entry.worker = worker;
            entry.seq = seq_++;
            entry.image = "loom.png";
            logger_.log(entry);
            ++*rows_done_;
          }
          results_[job] = static_cast<int>(job) + 1;
        },
        options);
    logger_.flush();
    return result;
  }

  void expect_nothing_lost() const {
    for (std::size_t job = 0; job < results_.size(); ++job)
      EXPECT_EQ(results_[job], static_cast<int>(job) + 1) << "job " << job;
    const std::uint64_t rows = results_.size() * static_cast<std::uint64_t>(rows_);
    EXPECT_EQ(counter_.total(), rows * kCountPerRow);
    EXPECT_GE(logger_.lines(), rows);
    EXPECT_FALSE(logger_.error());
    EXPECT_TRUE(check_log(folder_ / "log", logger_.lines()).clean());
    EXPECT_TRUE(check_log(folder_ / "log").clean());  // no gap in any worker's numbers either
  }

  int rows_done() const { return *rows_done_; }
  const ProcessLogger& logger() const { return logger_; }

 private:
  test::TemporaryFolder folder_;
  const int rows_;
  ProcessCounter counter_;
  ProcessLogger logger_;
  SharedMemory<int[]> results_;
  SharedMemory<std::atomic<int>> rows_done_;
  const int workers_;
  std::uint64_t seq_ = 0;  // each process counts its own copy from here
};

const auto kNothing = [](int) {};

class KilledWorkers : public testing::TestWithParam<test::Strategy> {};
INSTANTIATE_TEST_SUITE_P(Both, KilledWorkers, test::kStrategies, test::name_of);

TEST_P(KilledWorkers, LoseNothingAtAnyStepOfTheOnlyWorker) {
  int steps = 0;
  std::uint64_t repairs = 0;
  for (bool was_killed = true; was_killed; ++steps) {
    SCOPED_TRACE("killed at step " + std::to_string(steps + 1));
    Workshop workshop(1, 3, 2);
    const ProcessRun result =
        workshop.run(GetParam(), {.queue_capacity = 2, .kill_worker_at = steps + 1}, kNothing);
    was_killed = result.deaths > 0;
    EXPECT_LE(result.deaths, 1);
    EXPECT_LE(result.workers_used, 2);
    EXPECT_TRUE(result.given_up.empty());
    workshop.expect_nothing_lost();
    repairs += workshop.logger().repairs();
    if (HasFailure()) break;
  }
  EXPECT_GT(steps, 3 * 2 * 5);  // several for each row of each job
  EXPECT_GT(repairs, 0U);
}

TEST_P(KilledWorkers, LoseNothingWithOthersAtWork) {
  for (int step = 1; step <= 60 && !HasFailure(); ++step) {
    SCOPED_TRACE("killed at step " + std::to_string(step));
    Workshop workshop(3, 8, 2);
    const ProcessRun result =
        workshop.run(GetParam(), {.queue_capacity = 2, .kill_worker_at = step}, kNothing);
    EXPECT_LE(result.deaths, 1);
    EXPECT_GE(result.workers_used, 3);
    EXPECT_LE(result.workers_used, 3 + result.deaths);
    workshop.expect_nothing_lost();
  }
}

TEST_P(KilledWorkers, LoseNothingWhenTheReplacementIsKilledToo) {
  bool first_was_killed = true;
  for (int first = 1; first_was_killed && !HasFailure(); first += 3) {
    bool second_was_killed = true;
    for (int second = 1; second_was_killed && !HasFailure(); second += 2) {
      SCOPED_TRACE("killed at step " + std::to_string(first) + ", then " + std::to_string(second));
      Workshop workshop(1, 2, 1);
      const ProcessRun result =
          workshop.run(GetParam(), {.kill_worker_at = first}, [second, armed = false](int worker) mutable {
            if (worker == 1 && !armed) die_at_checkpoint(second);
            armed = true;
          });
      first_was_killed = result.deaths > 0;
      second_was_killed = result.deaths > 1;
      EXPECT_LE(result.deaths, 2);
      EXPECT_TRUE(result.given_up.empty());
      workshop.expect_nothing_lost();
    }
  }
}

TEST_P(KilledWorkers, LoseNothingWhereverSomebodyKillsThem) {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  constexpr int kWorkers = 3;
  constexpr std::size_t kJobs = 30;
  constexpr int kRows = 10;
  constexpr int kHalf = static_cast<int>(kJobs) * kRows / 2;
  for (int round = 0; round < 20 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    Workshop workshop(kWorkers, kJobs, kRows);
    SharedMemory<std::atomic<pid_t>[]> pid_of(kWorkers);
    SharedMemory<std::atomic<bool>> all_killed(false);
    // Two kills at most, so that no job can lose three workers.
    std::array<int, kWorkers> victims{0, 1, 2};
    std::shuffle(victims.begin(), victims.end(), random);
    std::array<int, 2> after_rows{};
    for (int& rows : after_rows) rows = std::uniform_int_distribution<int>(1, kHalf)(random);
    std::sort(after_rows.begin(), after_rows.end());
    const int delay = std::uniform_int_distribution<int>(0, 3'000)(random);

    const pid_t killer = test::start_forked([&] {
      for (std::size_t i = 0; i < after_rows.size(); ++i) {
        const auto& pid = pid_of[static_cast<std::size_t>(victims[i])];
        while (workshop.rows_done() < after_rows[i] || pid == 0) ::sched_yield();
        for (int spin = 0; spin < delay; ++spin) std::atomic_signal_fence(std::memory_order_seq_cst);
        ::kill(pid, SIGKILL);
      }
      *all_killed = true;
    });
    const ProcessRun result = workshop.run(GetParam(), {.queue_capacity = 4}, [&](int worker) {
      if (worker < kWorkers) pid_of[static_cast<std::size_t>(worker)] = ::getpid();
      // Every first worker gets a job, and none comes to its end before the kills.
      while (std::count(pid_of.begin(), pid_of.end(), 0) > 0) ::sched_yield();
      while (workshop.rows_done() > kHalf && !*all_killed) ::sched_yield();
    });
    EXPECT_TRUE(test::ended_well(test::wait_for(killer)));
    EXPECT_EQ(result.deaths, 2);
    EXPECT_LE(result.workers_used, kWorkers + 2);
    EXPECT_TRUE(result.given_up.empty());
    workshop.expect_nothing_lost();
  }
}

TEST_P(KilledWorkers, AreReplacedUnderNewNumbersAndReported) {
  SharedMemory<std::atomic<int>[]> tries(3);
  std::vector<WorkerDeath> deaths;
  const ProcessRun result =
      GetParam().run(1, 3,
                     [&](int, std::size_t job) {
                       if (++tries[job] == 1) test::kill_this_process();
                     },
                     {.on_death = [&](const WorkerDeath& death) { deaths.push_back(death); }});
  EXPECT_EQ(result.deaths, 3);
  EXPECT_EQ(result.workers_used, 4);
  EXPECT_TRUE(result.given_up.empty());
  ASSERT_EQ(deaths.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(tries[i], 2);
    EXPECT_EQ(deaths[i].worker, static_cast<int>(i));
    EXPECT_EQ(deaths[i].job, i);
    EXPECT_EQ(deaths[i].signal, SIGKILL);
    EXPECT_EQ(deaths[i].describe(), "worker " + std::to_string(i) + " (pid " + std::to_string(deaths[i].pid) +
                                        ") was killed by signal 9 (Killed)");
  }
}

// What happens to a job that ends its worker each time.
template <class End>
void expect_given_up(const test::Strategy& strategy, int signal, int exit_status, End end) {
  constexpr std::size_t kPoison = 3;
  SharedMemory<std::atomic<int>[]> done(8);
  std::vector<WorkerDeath> deaths;
  const ProcessRun result =
      strategy.run(2, 8,
                   [&](int, std::size_t job) {
                     if (job == kPoison) end();
                     ++done[job];
                   },
                   {.on_death = [&](const WorkerDeath& death) { deaths.push_back(death); }});
  EXPECT_EQ(result.given_up, std::vector<std::size_t>{kPoison});
  EXPECT_EQ(result.deaths, kMostDeathsPerJob);
  ASSERT_EQ(deaths.size(), static_cast<std::size_t>(kMostDeathsPerJob));
  for (const WorkerDeath& death : deaths) {
    EXPECT_EQ(death.job, kPoison);
    EXPECT_EQ(death.signal, signal);
    EXPECT_EQ(death.exit_status, exit_status);
  }
  for (std::size_t job = 0; job < 8; ++job) EXPECT_EQ(done[job], job == kPoison ? 0 : 1) << job;
}

TEST_P(KilledWorkers, AJobThatKillsThemIsGivenUp) {
  expect_given_up(GetParam(), SIGKILL, 0, [] { test::kill_this_process(); });
}

TEST_P(KilledWorkers, ATaskThatThrowsCountsAsADeath) {
  expect_given_up(GetParam(), 0, WorkerDeath::kThrew, [] { throw std::runtime_error("no"); });
}

TEST_P(KilledWorkers, ATaskThatExitsCountsAsADeath) {
  expect_given_up(GetParam(), 0, 0, [] { ::_exit(0); });
}

TEST_P(KilledWorkers, AreNotReplacedForEverWhenTheyDieBeforeTheyTakeAJob) {
  const int status = test::run_forked([] {
    die_at_checkpoint(1);  // the workers inherit it, and the parent itself passes no checkpoint
    int deaths = 0;
    try {
      GetParam().run(2, 5, [](int, std::size_t) {}, {.on_death = [&](const WorkerDeath&) { ++deaths; }});
    } catch (const std::runtime_error& error) {
      const bool names_the_cause = std::string(error.what()).find("signal 9") != std::string::npos;
      ::_exit(names_the_cause && deaths >= kMostIdleDeaths && deaths < kMostIdleDeaths + 2 ? 0 : 1);
    }
    ::_exit(2);
  });
  EXPECT_TRUE(test::ended_well(status)) << status;
}

TEST_P(KilledWorkers, AreAllGoneWhenTheCallbackThrows) {
  std::array<int, 2> held{};
  ASSERT_EQ(::pipe2(held.data(), O_CLOEXEC), 0);
  EXPECT_THROW(GetParam().run(3, 3,
                              [](int, std::size_t job) {
                                if (job == 1) test::kill_this_process();
                                ::pause();
                              },
                              {.on_death = [](const WorkerDeath&) { throw std::domain_error("enough"); }}),
               std::domain_error);
  ::close(held[1]);
  char byte = 0;
  EXPECT_EQ(::read(held[0], &byte, 1), 0);  // nobody holds the other end any more
  ::close(held[0]);
}

TEST_P(KilledWorkers, AreAllGoneWhenTheParentIsKilled) {
  std::array<int, 2> held{};
  std::array<int, 2> started{};
  ASSERT_EQ(::pipe2(held.data(), O_CLOEXEC), 0);
  ASSERT_EQ(::pipe2(started.data(), O_CLOEXEC), 0);
  const pid_t parent = test::start_forked([&] {
    GetParam().run(3, 10,
                   [&](int, std::size_t) {
                     if (::write(started[1], "x", 1) == 1) ::pause();
                   },
                   {});
  });
  ::close(held[1]);
  char byte = 0;
  for (int i = 0; i < 3; ++i) ASSERT_EQ(::read(started[0], &byte, 1), 1);
  ::kill(parent, SIGKILL);
  EXPECT_TRUE(test::was_killed(test::wait_for(parent)));
  EXPECT_EQ(::read(held[0], &byte, 1), 0);
  for (const int end : {held[0], started[0], started[1]}) ::close(end);
}

TEST(WorkerDeath, HasWordsForEverySignal) {
  WorkerDeath death;
  death.signal = SIGRTMIN + 3;  // which no function of the system has a name for
  EXPECT_EQ(death.describe(), "worker 0 (pid 0) was killed by signal " + std::to_string(SIGRTMIN + 3) +
                                  " (a real-time signal)");
}

}  // namespace
}  // namespace heddle
