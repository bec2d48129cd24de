// What a terminal shows: every measurement in a row, in words that are true, and nothing that steers it.
#include "heddle/report/console.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/verdict.hpp"
#include "sample_experiment.hpp"

namespace heddle {
namespace {

using test::correct_run;
using test::sample_experiment;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool has_control_characters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < 0x20 && c != '\n'; });
}

TEST(ConsoleTable, HasARowWithTheVerdictForEachMeasurement) {
  const Experiment experiment = sample_experiment();
  const auto lines = lines_of(console_table(experiment));
  for (const Measurement& m : experiment.measurements)
    EXPECT_THAT(lines, Contains(testing::EndsWith("  " + describe(m))));
}

TEST(ConsoleTable, SumsCountsOverRepeatsAndTakesTimeAtTheMedian) {
  Experiment experiment = sample_experiment();
  experiment.measurements.resize(2);
  const auto lines = lines_of(console_table(experiment));
  // 4 images in a median of 3 s, and in 1 s: three times as fast.
  EXPECT_THAT(lines, Contains(AllOf(HasSubstr(" 1.3 "), HasSubstr(" 1.00 "), HasSubstr(" 8/8 "),
                                    HasSubstr(" 8,000/8,000 "), HasSubstr(" 1,000/1,000 "))));
  EXPECT_THAT(lines, Contains(AllOf(HasSubstr(" 4.0 "), HasSubstr(" 3.00 "), HasSubstr(" 7/8 "),
                                    HasSubstr(" 6,500/8,000 "), HasSubstr(" 980/1,000 "))));
}

TEST(ConsoleTable, NamesAWayOnceAboveItsRows) {
  Experiment experiment = sample_experiment();
  Measurement more = experiment.measurements[1];
  more.configuration.workers = 4;
  experiment.measurements.insert(experiment.measurements.begin() + 2, more);
  const auto lines = lines_of(console_table(experiment));
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "threads, counter unsynchronized, logger unsynchronized"),
            1);
}

TEST(ConsoleTable, SaysNothingOfSpeedUpWithoutAYardstick) {
  Experiment experiment = sample_experiment();
  experiment.measurements.erase(experiment.measurements.begin());
  EXPECT_EQ(console_table(experiment).find("3.00"), std::string::npos);
}

TEST(ConsoleTable, LetsNoInputSteerTheTerminal) {
  const std::string table = console_table(sample_experiment());
  EXPECT_FALSE(has_control_characters(table));
  EXPECT_THAT(table, HasSubstr("(photos \\x1b[31m)"));
}

TEST(ConsoleTable, HoldsWithoutASingleMeasurement) {
  EXPECT_THAT(console_table(Experiment{}), HasSubstr("0 images"));
}

TEST(ConsoleSummary, TellsCountsLogTimesAndVerdict) {
  const Configuration configuration{"threads", "mutex", "per-worker", 2, 2, 0};
  const std::string text = console_summary(configuration, correct_run());
  EXPECT_THAT(text,
              AllOf(HasSubstr("4 images in 2.00 s (2.0 images/s, 4 megapixels/s): threads with 2 workers\n"),
                    HasSubstr("counted (counter mutex): 4/4 images, 4,000/4,000 rows\n"),
                    HasSubstr("log (logger per-worker): 500/500 lines intact\n"),
                    HasSubstr("waiting on locks: 1.5 ms, 20 contended acquisitions; time spent decoding 500 "
                              "ms, converting 250 ms, encoding 1.20 s, logging 50 ms\n"),
                    HasSubstr("verdict: correct\n")));
  EXPECT_THAT(text, Not(HasSubstr("killed")));
}

TEST(ConsoleSummary, SaysWhichLinesAKilledWorkerLeftBehind) {
  heddle::Run run = correct_run();
  run.deaths = 1;
  run.repeated_lines = 3;
  EXPECT_THAT(console_summary({}, run),
              HasSubstr("of them 3 from attempts that a killed worker did not finish"));
}

TEST(ConsoleSummary, OfARunWithoutImagesDividesByNothing) {
  const std::string text = console_summary({}, heddle::Run{});
  EXPECT_THAT(text, AllOf(HasSubstr("0 images"), Not(HasSubstr("nan")), Not(HasSubstr("inf"))));
}

TEST(ConsoleLogCheck, ShowsTheFirstDamagedLinesWithoutObeyingThem) {
  LogCheck log = sample_experiment().measurements[1].runs[0].log;
  log.surplus = 4;
  const std::string text = console_log_check(log);
  EXPECT_THAT(text,
              HasSubstr("495 lines: 480 intact, 13 torn, 20 missing, 2 doubled; 500 expected, 4 too many\n"));
  EXPECT_THAT(text, HasSubstr("  line 17 is torn: time=0.1 wor\\x1b[2Jtime=0.2 \"torn\"\n"));
  EXPECT_THAT(text, HasSubstr("  line 1,234 was there before: worker=1 seq=7\n"));
  EXPECT_THAT(text, HasSubstr("  and 13 more\n"));
  EXPECT_FALSE(has_control_characters(text));
}

}  // namespace
}  // namespace heddle
