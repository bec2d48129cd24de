// The sentences claim what was measured, and no more.
#include "heddle/report/page/comparison_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.hpp"

namespace heddle {
namespace {

using test::experiment_of;
using test::losing;
using test::measured;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const Configuration kSequential{"sequential", "atomic", "per-worker", 1, 2, 0};
const Configuration kMutex{"threads", "mutex", "mutex", 2, 2, 0};
const Configuration kApart{"threads", "per-worker", "per-worker", 2, 2, 0};
const Configuration kProcesses{"processes", "process", "process", 2, 2, 0};

TEST(ComparisonWords, WithoutMeasurementsNothingIsClaimed) {
  EXPECT_THAT(comparison_words(experiment_of({})), testing::ElementsAre("Nothing was measured."));
}

TEST(ComparisonWords, TheMutexCostsTheShareOfTheThroughputThatIsGone) {
  // 75 against 100 images a second.
  const auto words =
      comparison_words(experiment_of({measured(kMutex, {4.0 / 3, 4.0 / 3}), measured(kApart, {1, 1})}));
  EXPECT_THAT(words, Contains(AllOf(StartsWith("The mutex costs 25 % of the throughput here: 75.0 "),
                                    HasSubstr("100.0"))));
}

TEST(ComparisonWords, TheMutexMayCostNothing) {
  const auto words = comparison_words(experiment_of({measured(kMutex, {1, 1}), measured(kApart, {2, 2})}));
  EXPECT_THAT(words, Contains(StartsWith("The mutex costs nothing here")));
}

TEST(ComparisonWords, WhatTheRepeatsDoNotTellApartIsNotClaimed) {
  for (const auto& [with, without] :
       {std::pair<std::vector<double>, std::vector<double>>{{1, 3}, {0.9, 2}}, {{2}, {1}}}) {
    const auto words = comparison_words(experiment_of({measured(kMutex, with), measured(kApart, without)}));
    EXPECT_THAT(
        words,
        Contains(StartsWith("What the mutex costs here is not told apart from how much the repeats differ")));
    EXPECT_THAT(words, Not(Contains(HasSubstr("%  of the throughput"))));
  }
}

TEST(ComparisonWords, WithoutItsCounterpartNothingIsSaidOfTheMutex) {
  EXPECT_THAT(comparison_words(experiment_of({measured(kMutex, {1, 1})})),
              Not(Contains(HasSubstr("mutex costs"))));
}

TEST(ComparisonWords, ALosingCounterpartIsNotComparedWith) {
  EXPECT_THAT(comparison_words(experiment_of({measured(kMutex, {1, 1}), losing(kApart, {0.1, 0.1})})),
              Not(Contains(HasSubstr("mutex costs"))));
}

TEST(ComparisonWords, ThreadsAndProcessesAreComparedWithAsManyWorkersAsCores) {
  Configuration more = kProcesses;
  more.workers = 4;  // on 2 cores
  const auto words = comparison_words(experiment_of(
      {measured(kMutex, {1, 1}), measured(kProcesses, {1.5, 1.5}), measured(more, {0.1, 0.1})}));
  EXPECT_THAT(words, Contains(AllOf(StartsWith("Threads are 50 % faster here than processes"),
                                    HasSubstr("2 workers"))));
  EXPECT_THAT(words, Contains("Only 2 cores may be used: more workers than that share them."));
}

TEST(ComparisonWords, ProcessesMayBeFaster) {
  const auto words =
      comparison_words(experiment_of({measured(kMutex, {3, 3}), measured(kProcesses, {1.5, 1.5})}));
  EXPECT_THAT(words, Contains(StartsWith("Processes are 100 % faster here than threads")));
}

TEST(ComparisonWords, TheFastestIsNamedWithItsSpeedUpAndWithHowManyAreLikeIt) {
  const auto words =
      comparison_words(experiment_of({measured(kSequential, {2, 2}), measured(kApart, {1, 1}),
                                      measured(kMutex, {0.9, 1.5}), losing(kMutex, {0.1, 0.1})}));
  EXPECT_THAT(
      words,
      Contains(AllOf(StartsWith("The fastest correct one: threads, counter per-worker, logger per-worker, 2 "
                                "workers, with 100.0 images a second"),
                     HasSubstr("2.00 times the sequential one"), HasSubstr("1 other is not told apart"))));
}

TEST(ComparisonWords, ARaceThatWasNotSeenIsNotCalledCorrect) {
  Measurement lucky = measured(kMutex, {1, 1});
  lucky.expected_to_lose = true;
  const auto words = comparison_words(experiment_of({lucky}));
  EXPECT_THAT(
      words,
      Contains("Of 1 configuration that is racy on purpose, none lost anything this time, which proves "
               "nothing: a race may stay unseen."));
  EXPECT_THAT(words, Contains("No configuration that should be correct was."));
}

TEST(ComparisonWords, LossesOnPurposeAreCounted) {
  Measurement lucky = measured(kApart, {1, 1});
  lucky.expected_to_lose = true;
  const auto words = comparison_words(experiment_of({losing(kMutex, {1, 1}), lucky}));
  EXPECT_THAT(words,
              Contains(AllOf(StartsWith("Of 2 configurations that are racy on purpose, 1 lost something"),
                             HasSubstr("lost 2 of 8,000 rows"), HasSubstr("were lucky"))));
}

TEST(ComparisonWords, WhatShouldNotHaveBeenComesFirst) {
  Measurement wrong = losing(kMutex, {1, 1});
  wrong.expected_to_lose = false;
  EXPECT_THAT(comparison_words(experiment_of({wrong, losing(kApart, {1, 1})})).front(),
              StartsWith("1 configuration should have been correct and was not: threads, counter mutex"));
}

TEST(ComparisonWords, WaitingIsAShareOfAllWorkersTime) {
  Measurement m = measured(kMutex, {1, 1});
  for (heddle::Run& run : m.runs) run.locks[0].wait_ns = 500'000'000;  // of 2 workers' seconds
  EXPECT_THAT(comparison_words(experiment_of({m})),
              Contains(AllOf(StartsWith("Most is waited in threads"), HasSubstr("500.0 ms a run"),
                             HasSubstr("25 %"))));
}

TEST(ComparisonWords, SaysWhereItWasMeasured) {
  EXPECT_THAT(measured_on(experiment_of({})), AllOf(StartsWith("4 images of 8.00 megapixels together"),
                                                    HasSubstr("Loom \"Jacquard\", 1804, 2 cores"),
                                                    HasSubstr("2 runs of each"), HasSubstr("2024-02-29")));
}

}  // namespace
}  // namespace heddle
