// What measurements say when they are set beside each other.
#include "heddle/report/page/measured.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.hpp"

namespace heddle {
namespace {

using test::measured;

const Configuration kOne{"threads", "mutex", "mutex", 2, 2, 0};

TEST(Measured, ThroughputIsTheMedianAndTheRangeOfTheRuns) {
  const Chart::Point point = throughput(measured(kOne, {4, 1, 2}));
  EXPECT_DOUBLE_EQ(point.middle, 50);
  EXPECT_DOUBLE_EQ(point.low, 25);
  EXPECT_DOUBLE_EQ(point.high, 100);
  EXPECT_FALSE(point.loses);
}

TEST(Measured, ThroughputIsThatOfTheMedianTimeAsEverywhereElse) {
  const Measurement even = measured(kOne, {1, 2});  // 1.5 s
  EXPECT_DOUBLE_EQ(throughput(even).middle, 100 / 1.5);
  EXPECT_DOUBLE_EQ(throughput(even).middle, even.images_per_second());
}

TEST(Measured, ARunWithoutTimeHasNoThroughput) {
  EXPECT_DOUBLE_EQ(throughput(measured(kOne, {0})).high, 0);
}

TEST(Measured, WaitingIsAddedUpOverLocks) {
  Measurement m = measured(kOne, {1});
  m.runs[0].locks.push_back(m.runs[0].locks[0]);  // each waits 1.5 ms
  EXPECT_DOUBLE_EQ(waiting_ms(m).middle, 3);
}

TEST(Measured, RangesThatOverlapAreNotToldApart) {
  EXPECT_FALSE(compared(measured(kOne, {1, 3}), measured(kOne, {2, 4})).told_apart);
  EXPECT_FALSE(compared(measured(kOne, {1, 2}), measured(kOne, {2, 4})).told_apart);  // they touch
  const Comparison apart = compared(measured(kOne, {1, 1}), measured(kOne, {2, 2}));
  EXPECT_TRUE(apart.told_apart);
  EXPECT_DOUBLE_EQ(apart.ratio, 2);
  EXPECT_TRUE(compared(measured(kOne, {2, 2}), measured(kOne, {1, 1})).told_apart);
}

TEST(Measured, OneRunTellsNothingApart) {
  EXPECT_FALSE(compared(measured(kOne, {1}), measured(kOne, {9, 9})).told_apart);
}

TEST(Measured, OnlyWhatIsCorrectAndShouldBeIsTheFastest) {
  const Measurement slow = measured(kOne, {2});
  const Configuration unlocked{"threads", "mutex", "unsynchronized", 2, 2, 0};
  const Measurement racy = test::losing(unlocked, {0.5});
  Measurement lucky = measured(unlocked, {0.5});
  lucky.expected_to_lose = true;
  EXPECT_EQ(fastest_correct({&racy, &slow, &lucky}), &slow);
  EXPECT_EQ(fastest_correct({&racy, &lucky}), nullptr);

  Measurement alone = measured(unlocked, {0.1});
  alone.configuration.workers = 1;  // and so it loses nothing, and is not expected to
  EXPECT_EQ(fastest_correct({&alone, &slow, &lucky}), &slow);
}

TEST(Measured, TheMainSettingsAreThoseOfTheFirst) {
  const Experiment sweep = test::sample_sweep();
  // 0 us and 1 permit: two ways, each with 1 and 4 workers.
  EXPECT_EQ(with_main_settings(sweep).size(), 4U);
  EXPECT_EQ(ways_of(with_main_settings(sweep)).size(), 2U);
  EXPECT_THAT(workers_of(with_main_settings(sweep)), testing::ElementsAre(1, 4));
}

TEST(Measured, FiguresHaveAsManyDigitsAsTheyDeserve) {
  EXPECT_EQ(figure(0), "0.00");
  EXPECT_EQ(figure(9.876), "9.88");
  EXPECT_EQ(figure(97.54), "97.5");
  EXPECT_EQ(figure(12345.6), "12,346");
  EXPECT_EQ(figure(1e300), "beyond measure");
}

}  // namespace
}  // namespace heddle
