// A worker process that is killed, at any step of a whole run, loses nothing.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "batches.hpp"
#include "heddle/batch/run_batch.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

using test::Batch;
using test::files_in;

constexpr std::size_t kPictures = 2;
constexpr std::size_t kHeight = 9;  // two lines a picture
constexpr std::size_t kLines = 4;

class KilledWorker : public testing::TestWithParam<StrategyKind> {
 protected:
  // Kills the first worker at step n and returns how many died.
  int kill_at(int n, int workers) {
    SCOPED_TRACE("killed at step " + std::to_string(n) + " of worker 0 among " + std::to_string(workers));
    batch_.options.kill_worker_at = n;
    const heddle::Run run = batch_.run(default_way(GetParam()), workers, "out");
    EXPECT_TRUE(run.correct()) << describe(run);
    EXPECT_EQ(run.images, kPictures);
    EXPECT_EQ(run.rows_counted, kPictures * kHeight * 2);
    EXPECT_EQ(run.log.intact, kLines + run.repeated_lines);
    EXPECT_LE(run.log_repairs, 1U);
    EXPECT_LE(run.deaths, 1);
    EXPECT_EQ(files_in(batch_.folder / "out"), reference_);
    std::filesystem::remove_all(batch_.folder / "out");
    return run.deaths;
  }

  Batch batch_{kPictures, 6, kHeight};
  const test::Files reference_ = batch_.sequential();
};

INSTANTIATE_TEST_SUITE_P(RunBatch, KilledWorker,
                         testing::Values(StrategyKind::kProcesses, StrategyKind::kProcessPool),
                         [](const auto& tested) {
                           return tested.param == StrategyKind::kProcesses ? "processes" : "processpool";
                         });

TEST_P(KilledWorker, LosesNothingAtAnyStepOfAWholeRun) {
  constexpr int kMostSteps = 1000;
  int step = 1;
  while (step < kMostSteps && kill_at(step, 1) == 1 && !HasFailure()) ++step;
  ASSERT_FALSE(HasFailure()) << "at step " << step;
  // Each row is a step, and each line several: a run with fewer would not have been killed where it matters.
  EXPECT_GT(step, static_cast<int>(kPictures * kHeight + 5 * kLines));
  EXPECT_LT(step, kMostSteps) << "the run does not come to its end";
}

TEST_P(KilledWorker, LosesNothingBesideOneThatWorksOn) {
  int deaths = 0;
  for (int step = 1; step <= 60 && !HasFailure(); step += 3) deaths += kill_at(step, 2);
  EXPECT_GT(deaths, 0);
}

}  // namespace
}  // namespace heddle
