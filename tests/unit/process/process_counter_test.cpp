#include "heddle/count/process_counter.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "forked.hpp"

namespace heddle {
namespace {

TEST(ProcessCounter, SumsWhatProcessesCounted) {
  ProcessCounter counter("rows", 3, 6);
  for (int worker = 0; worker < 3; ++worker)
    EXPECT_TRUE(test::ended_well(test::run_forked([&] {
      for (std::size_t job = static_cast<std::size_t>(worker); job < 6; job += 3) {
        counter.start(worker, job);
        for (int row = 0; row < 100; ++row) counter.add(worker, 2);
      }
    })));
  EXPECT_EQ(counter.total(), 6U * 100U * 2U);
}

TEST(ProcessCounter, AJobThatIsDoneAgainCountsOnceWhereverItsWorkerWasKilled) {
  const auto count = [](ProcessCounter& counter, int worker) {
    for (std::size_t job = 0; job < 2; ++job) {
      counter.start(worker, job);
      for (int row = 0; row < 3; ++row) counter.add(worker, 5);
    }
  };
  int steps = 0;
  for (bool was_killed = true; was_killed; ++steps) {
    ProcessCounter counter("rows", 2, 2);
    const int status = test::run_forked([&] {
      die_at_checkpoint(steps + 1);
      count(counter, 0);
    });
    was_killed = test::was_killed(status);
    if (was_killed) count(counter, 1);
    EXPECT_EQ(counter.total(), 2U * 3U * 5U) << "killed at step " << steps + 1;
  }
  EXPECT_EQ(steps, 2 * (1 + 3) + 1);
}

TEST(ProcessCounter, AJobThatIsGivenUpCanBeTakenBack) {
  ProcessCounter counter("rows", 1, 2);
  counter.start(0, 0);
  counter.add(0, 7);
  counter.start(0, 1);
  counter.add(0, 11);
  counter.discard(0);
  EXPECT_EQ(counter.total(), 11U);
}

TEST(ProcessCounter, RefusesWhatIsOutOfRange) {
  ProcessCounter counter("rows", 1, 2);
  EXPECT_THROW(counter.add(0, 1), std::out_of_range);
  EXPECT_THROW(counter.start(1, 0), std::out_of_range);
  EXPECT_THROW(counter.start(0, 2), std::out_of_range);
  EXPECT_THROW(counter.discard(2), std::out_of_range);
  EXPECT_EQ(counter.total(), 0U);
}

}  // namespace
}  // namespace heddle
