// What the two strategies do when nobody is killed, and what they refuse.
#include "heddle/work/process_workers.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <stdexcept>
#include <system_error>

#include "forked.hpp"
#include "heddle/process/shared_memory.hpp"
#include "process_strategies.hpp"

namespace heddle {
namespace {

using Times = SharedMemory<std::atomic<int>[]>;

class ProcessStrategy : public testing::TestWithParam<test::Strategy> {
 protected:
  static ProcessRun run(int workers, std::size_t jobs, const ProcessTask& task,
                        const ProcessOptions& options = {}) {
    return GetParam().run(workers, jobs, task, options);
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ProcessStrategy, test::kStrategies, test::name_of);

TEST_P(ProcessStrategy, DoesEveryJobOnce) {
  for (const std::size_t jobs : {1U, 2U, 3U, 50U}) {
    Times done(jobs);
    SharedMemory<std::atomic<int>> strangers(0);
    const ProcessRun result = run(3, jobs, [&](int worker, std::size_t job) {
      ++done[job];
      *strangers += worker < 0 || worker >= 3;
    });
    EXPECT_EQ(std::count(done.begin(), done.end(), 1), static_cast<std::ptrdiff_t>(jobs));
    EXPECT_EQ(*strangers, 0);
    EXPECT_EQ(result.deaths, 0);
    EXPECT_TRUE(result.given_up.empty());
    EXPECT_EQ(result.workers_used, static_cast<int>(std::min<std::size_t>(3, jobs)));
  }
}

TEST_P(ProcessStrategy, NoJobsNeedNoWorkers) {
  EXPECT_EQ(run(4, 0, [](int, std::size_t) {}).workers_used, 0);
}

TEST_P(ProcessStrategy, EveryWorkerIsAProcessOfItsOwn) {
  SharedMemory<std::atomic<pid_t>[]> pid_of(2);
  // Each of two jobs waits for the other one to be taken, which one process alone could never do.
  run(2, 2, [&](int worker, std::size_t) {
    pid_of[static_cast<std::size_t>(worker)] = ::getpid();
    while (pid_of[0] == 0 || pid_of[1] == 0) ::sched_yield();
  });
  EXPECT_NE(pid_of[0], pid_of[1]);
  EXPECT_NE(pid_of[0], ::getpid());
  EXPECT_NE(pid_of[1], ::getpid());
}

TEST_P(ProcessStrategy, RefusesWorkersBelowOne) {
  for (const int workers : {0, -1, std::numeric_limits<int>::min()})
    EXPECT_THROW(run(workers, 3, [](int, std::size_t) {}), std::invalid_argument);
}

TEST(ProcessPool, AQueueSmallerThanTheJobsIsEnough) {
  for (const std::size_t capacity : {1U, 2U, 7U}) {
    constexpr std::size_t kJobs = 300;
    Times done(kJobs);
    run_process_pool(3, kJobs, [&](int, std::size_t job) { ++done[job]; }, {.queue_capacity = capacity});
    EXPECT_EQ(std::count(done.begin(), done.end(), 1), static_cast<std::ptrdiff_t>(kJobs));
  }
}

TEST(ProcessPool, RefusesAQueueWithoutRoom) {
  EXPECT_THROW(run_process_pool(1, 1, [](int, std::size_t) {}, {.queue_capacity = 0}), std::invalid_argument);
}

TEST(MaxWorkerNumbers, CoversEveryDeathThatIsReplaced) {
  EXPECT_EQ(max_worker_numbers(2, 10), 2 + 10 * kMostDeathsPerJob + kMostIdleDeaths);
  EXPECT_THROW(max_worker_numbers(0, 10), std::invalid_argument);
  EXPECT_THROW(max_worker_numbers(1, std::numeric_limits<std::size_t>::max()), std::length_error);
  EXPECT_THROW(max_worker_numbers(std::numeric_limits<int>::max(), 1), std::length_error);
}

// The limit counts a user's processes, so each test that runs beside this one needs a user of its own.
uid_t own_user_id() {
  return 1'000'000'000U + static_cast<uid_t>(::getpid());
}

// Runs the strategy where no more than `processes` may exist, the parent included.
template <class Body>
int run_with_few_processes(rlim_t processes, Body&& body) {
  return test::run_forked([&] {
    const rlimit limit{processes, processes};
    if (::setrlimit(RLIMIT_NPROC, &limit) != 0 || ::setuid(own_user_id()) != 0) ::_exit(77);
    body();
  });
}

TEST_P(ProcessStrategy, GoesOnWithFewerWorkersWhereForkIsRefused) {
  if (::getuid() != 0) GTEST_SKIP() << "only root can take a user id of its own to limit";
  constexpr std::size_t kJobs = 20;
  Times done(kJobs);
  const SharedMemory<std::atomic<int>> at_work;
  const SharedMemory<std::atomic<int>> most_at_work;
  const int status = run_with_few_processes(2, [&] {
    const ProcessRun result = run(4, kJobs, [&](int, std::size_t job) {
      const int now = ++*at_work;
      if (now > *most_at_work) *most_at_work = now;
      ++done[job];
      --*at_work;
    });
    if (result.deaths != 0) ::_exit(1);
  });
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "not allowed to change the user id here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(std::count(done.begin(), done.end(), 1), static_cast<std::ptrdiff_t>(kJobs));
  EXPECT_EQ(*most_at_work, 1);  // a second one can only have been started when the first was gone
}

TEST_P(ProcessStrategy, LeavesEachOfManyWorkersRoomForItsFiles) {
  constexpr std::size_t kJobs = 40;
  Times opened(kJobs);
  const int status = test::run_forked([&] {
    const rlimit limit{44, 44};  // files of one process: the parent needs one for each worker
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::_exit(77);
    run(24, kJobs, [&](int, std::size_t job) {
      std::array<int, 20> files{};
      for (int& file : files) file = ::dup(STDERR_FILENO);
      opened[job] =
          static_cast<int>(std::count_if(files.begin(), files.end(), [](int file) { return file >= 0; }));
      for (const int file : files) ::close(file);
    });
  });
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(std::count(opened.begin(), opened.end(), 20), static_cast<std::ptrdiff_t>(kJobs));
}

TEST_P(ProcessStrategy, SaysWhyWhereNotOneWorkerCanBeStarted) {
  if (::getuid() != 0) GTEST_SKIP() << "only root can take a user id of its own to limit";
  const int status = run_with_few_processes(1, [&] {
    try {
      run(4, 20, [](int, std::size_t) {});
    } catch (const std::system_error& error) {
      ::_exit(error.code() == std::errc::resource_unavailable_try_again ? 0 : 1);
    }
    ::_exit(2);
  });
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "not allowed to change the user id here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace heddle
