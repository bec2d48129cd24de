// The charts show what was measured, and nothing where nothing was.
#include "heddle/report/page/comparison_charts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "samples.hpp"
#include "tests/unit/report/sample_experiment.hpp"

namespace heddle {
namespace {

using test::experiment_of;
using test::measured;
using testing::ElementsAre;

const Configuration kSequential{"sequential", "atomic", "per-worker", 1, 2, 0};

Configuration threads(int workers) {
  return {"threads", "mutex", "mutex", workers, 2, 0};
}

// Errors: fails the test where there is none.
Chart chart_named(const std::vector<Chart>& charts, const std::string& name) {
  for (const Chart& chart : charts)
    if (chart.name == name) return chart;
  ADD_FAILURE() << "no chart '" << name << "'";
  return {};
}

TEST(ComparisonCharts, EverySeriesHasAPointOrNoneForEachCategory) {
  for (const Chart& chart : comparison_charts(test::sample_experiment())) {
    EXPECT_FALSE(chart.categories.empty());
    for (const Chart::Series& series : chart.series) EXPECT_EQ(series.points.size(), chart.categories.size());
  }
}

TEST(ComparisonCharts, ThroughputHasABarForEachWayAndNumberOfWorkers) {
  const Chart chart =
      chart_named(comparison_charts(experiment_of({measured(kSequential, {2}), measured(threads(1), {2}),
                                                   test::losing(threads(4), {1, 4})})),
                  "throughput");
  EXPECT_THAT(chart.categories, ElementsAre("sequential\ncounter atomic, logger per-worker",
                                            "threads\ncounter mutex, logger mutex"));
  ASSERT_EQ(chart.series.size(), 2U);
  EXPECT_EQ(chart.series[1].name, "4 workers");
  EXPECT_FALSE(chart.series[1].points[0].has_value());
  const Chart::Point& lost = *chart.series[1].points[1];
  EXPECT_DOUBLE_EQ(lost.low, 25);
  EXPECT_DOUBLE_EQ(lost.high, 100);
  EXPECT_TRUE(lost.loses);
}

TEST(ComparisonCharts, SpeedUpIsOverTheSequentialMedian) {
  const Chart chart =
      chart_named(comparison_charts(experiment_of({measured(kSequential, {4}), measured(threads(1), {5}),
                                                   measured(threads(2), {2, 1, 4})})),
                  "speed-up");
  EXPECT_THAT(chart.categories, ElementsAre("1", "2"));
  ASSERT_EQ(chart.series.size(), 2U);
  const Chart::Point& two = *chart.series[0].points[1];
  EXPECT_DOUBLE_EQ(two.middle, 2);
  EXPECT_DOUBLE_EQ(two.low, 1);
  EXPECT_DOUBLE_EQ(two.high, 4);
  EXPECT_TRUE(chart.series[1].is_yardstick);
  EXPECT_DOUBLE_EQ(chart.series[1].points[1]->middle, 2);
}

TEST(ComparisonCharts, WithoutASequentialRunThereIsNoSpeedUp) {
  const auto charts = comparison_charts(experiment_of({measured(threads(2), {1})}));
  EXPECT_TRUE(std::none_of(charts.begin(), charts.end(),
                           [](const Chart& chart) { return chart.name == "speed-up"; }));
}

TEST(ComparisonCharts, WithoutAContendedLockThereIsNoChartOfWaiting) {
  Measurement free = measured(threads(2), {1});
  free.runs[0].locks[0].contended = 0;
  free.runs[0].locks[0].waits.reset();
  const auto charts = comparison_charts(experiment_of({free}));
  ASSERT_EQ(charts.size(), 1U);
  EXPECT_EQ(charts[0].name, "throughput");
}

// Whoever compares two charts goes by the colours, which are those of the places.
TEST(ComparisonCharts, ANumberOfWorkersHasOnePlaceInAllOfThemAlsoWhereItNeverWaits) {
  Measurement alone = measured(threads(1), {1});
  alone.runs[0].locks[0].contended = 0;
  alone.runs[0].locks[0].waits.reset();
  const auto charts = comparison_charts(experiment_of({alone, measured(threads(2), {1})}));
  for (const char* const name : {"throughput", "waiting"}) {
    const Chart chart = chart_named(charts, name);
    ASSERT_EQ(chart.series.size(), 2U) << name;
    EXPECT_EQ(chart.series[0].name, "1 worker") << name;
    EXPECT_EQ(chart.series[1].name, "2 workers") << name;
  }
}

TEST(ComparisonCharts, PercentilesAreThoseOfTheLocksWithTheMostWorkers) {
  const Chart chart =
      chart_named(comparison_charts(experiment_of({measured(threads(1), {1}), measured(threads(4), {1})})),
                  "wait-percentiles");
  EXPECT_THAT(chart.categories, ElementsAre("log mutex\nthreads, counter mutex, logger mutex"));
  ASSERT_EQ(chart.series.size(), 3U);
  EXPECT_DOUBLE_EQ(chart.series[0].points[0]->middle, 10);  // 10'000 ns
  EXPECT_DOUBLE_EQ(chart.series[2].points[0]->middle, 390);
}

TEST(ComparisonCharts, OfNothingThereAreNone) {
  EXPECT_TRUE(comparison_charts(experiment_of({})).empty());
}

}  // namespace
}  // namespace heddle
