// What differs in one setting alone is a line of a chart, and what it shows is in the sentences.
#include "heddle/report/page/sweep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.hpp"
#include "tests/unit/report/sample_experiment.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Sweep, ASingleSettingIsNoSweep) {
  const Experiment experiment =
      test::experiment_of({test::measured({"threads", "mutex", "mutex", 2, 2, 7}, {1, 1})});
  EXPECT_TRUE(sweep_charts(experiment).empty());
  EXPECT_TRUE(sweep_words(experiment).empty());
  EXPECT_TRUE(sweep_charts(test::experiment_of({})).empty());
}

TEST(Sweep, EachSettingHasAChartWithALineForWhatElseDiffers) {
  const auto charts = sweep_charts(test::sample_sweep());
  ASSERT_EQ(charts.size(), 2U);
  EXPECT_EQ(charts[0].name, "critical-section");
  EXPECT_THAT(charts[0].categories, ElementsAre("0", "200"));
  EXPECT_EQ(charts[0].series.size(),
            6U);  // mutex with 1 and 4 workers; semaphore with these at 1 and 2 permits
  EXPECT_EQ(charts[1].name, "permits");
  EXPECT_THAT(charts[1].categories, ElementsAre("1", "2"));
  EXPECT_EQ(charts[1].series.size(), 4U);  // semaphore with 1 and 4 workers, at 0 and 200 us
}

TEST(Sweep, NoTwoLinesHaveOneName) {
  for (const Chart& chart : sweep_charts(test::sample_sweep())) {
    std::set<std::string> names;
    for (const Chart::Series& series : chart.series)
      EXPECT_TRUE(names.insert(series.name).second) << series.name;
  }
}

TEST(Sweep, WhatLosesIsMarked) {
  const Chart permits = sweep_charts(test::sample_sweep())[1];
  for (const Chart::Series& series : permits.series) {
    EXPECT_FALSE(series.points[0]->loses);
    EXPECT_EQ(series.points[1]->loses, series.name.find("4 workers") != std::string::npos) << series.name;
  }
}

TEST(Sweep, SaysFromWhenOnMoreWorkersAreNoFaster) {
  const auto words = sweep_words(test::sample_sweep());
  EXPECT_THAT(words, Contains(AllOf(StartsWith(
                         "With nothing added inside the lock 4 workers are 2.00 times as fast as one"))));
  EXPECT_THAT(words,
              Contains(StartsWith("At 200 µs a line inside the lock 4 workers are no faster than one")));
}

TEST(Sweep, WhatTheRepeatsDoNotTellApartIsNotClaimed) {
  std::vector<Measurement> measurements;
  for (const int us : {0, 200})
    for (const int workers : {1, 4})
      measurements.push_back(test::measured({"threads", "mutex", "mutex", workers, 2, us}, {1, 2}));
  EXPECT_THAT(sweep_words(test::experiment_of(measurements)),
              ElementsAre(HasSubstr("4 workers are not told apart from one"),
                          HasSubstr("4 workers are not told apart from one")));
}

TEST(Sweep, SaysWithHowManyPermitsSomethingIsLost) {
  EXPECT_THAT(sweep_words(test::sample_sweep()),
              Contains("threads, counter semaphore, logger semaphore-buffer, 4 workers: something was lost "
                       "with 2 permits, and "
                       "nothing with 1."));
}

}  // namespace
}  // namespace heddle
