// What a comparison makes of its repeats.
#include "heddle/core/experiment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace heddle {
namespace {

Measurement measured(const std::string& strategy, const std::vector<double>& seconds) {
  Measurement measurement;
  measurement.configuration.strategy = strategy;
  for (const double s : seconds) {
    heddle::Run run;
    run.seconds = s;
    run.images = 6;
    run.images_counted = 6;
    measurement.runs.push_back(run);
  }
  return measurement;
}

TEST(Measurement, TakesTheMiddleOfAnOddNumberOfRepeats) {
  const Measurement m = measured("threads", {3, 1, 2});
  EXPECT_DOUBLE_EQ(m.median_seconds(), 2);
  EXPECT_DOUBLE_EQ(m.fastest_seconds(), 1);
  EXPECT_DOUBLE_EQ(m.slowest_seconds(), 3);
  EXPECT_DOUBLE_EQ(m.images_per_second(), 3);
}

TEST(Measurement, TakesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber) {
  EXPECT_DOUBLE_EQ(measured("threads", {4, 1, 2, 8}).median_seconds(), 3);
}

TEST(Measurement, IsCorrectWhenEveryRepeatWas) {
  Measurement m = measured("threads", {1, 1});
  EXPECT_TRUE(m.correct());
  m.runs.back().rows_expected = 1;
  EXPECT_FALSE(m.correct());
}

TEST(Run, IsCorrectOnlyWithEveryImageCountLineAndOutputInOrder) {
  EXPECT_TRUE(heddle::Run().correct());
  for (const auto& spoil : std::vector<void (*)(heddle::Run&)>{
           [](heddle::Run& run) { run.images_counted = 1; },
           [](heddle::Run& run) { run.rows_counted = 1; },
           [](heddle::Run& run) { run.log.torn = 1; },
           [](heddle::Run& run) { run.log.missing = 1; },
           [](heddle::Run& run) { run.log.duplicated = 1; },
           [](heddle::Run& run) { run.log.surplus = 1; },
           [](heddle::Run& run) { run.log_error = "full"; },
           [](heddle::Run& run) { run.failures.emplace_back("broken.png"); },
           [](heddle::Run& run) { run.different_outputs.emplace_back("a.png"); },
       }) {
    heddle::Run run;
    spoil(run);
    EXPECT_FALSE(run.correct());
  }
}

TEST(Experiment, MeasuresSpeedUpAgainstTheSequentialMedian) {
  Experiment experiment;
  experiment.measurements = {measured("threads", {2, 2, 2}), measured("sequential", {6, 6, 7})};
  EXPECT_DOUBLE_EQ(experiment.speed_up(experiment.measurements[0]), 3);
  EXPECT_DOUBLE_EQ(experiment.speed_up(experiment.measurements[1]), 1);
}

TEST(Experiment, MeasuresSpeedUpAgainstTheSequentialOneWithAsLongACriticalSection) {
  Experiment experiment;
  experiment.measurements = {measured("sequential", {6}), measured("sequential", {8}),
                             measured("threads", {2})};
  experiment.measurements[1].configuration.critical_section_us = 50;
  experiment.measurements[2].configuration.critical_section_us = 50;
  EXPECT_DOUBLE_EQ(experiment.speed_up(experiment.measurements[2]), 4);
  experiment.measurements[2].configuration.critical_section_us = 7;
  EXPECT_DOUBLE_EQ(experiment.speed_up(experiment.measurements[2]), 0);
}

TEST(Experiment, HasNoSpeedUpWithoutASequentialMeasurement) {
  Experiment experiment;
  experiment.measurements = {measured("threads", {2})};
  EXPECT_DOUBLE_EQ(experiment.speed_up(experiment.measurements[0]), 0);
}

}  // namespace
}  // namespace heddle
