// JSON that other programs read back whole, whatever bytes file names and logs are made of.
#include "heddle/report/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "sample_experiment.hpp"

namespace heddle {
namespace {

using Json = nlohmann::json;
using test::correct_run;
using test::sample_experiment;

template <class... Records>
Json written(const Records&... records) {
  std::ostringstream out;
  write_json(out, records...);
  EXPECT_EQ(out.str().back(), '\n');
  return Json::parse(out.str());
}

TEST(Json, SaysItsFormatAndKind) {
  for (const auto& [json, kind] : {std::pair{written(sample_experiment()), "comparison"},
                                   {written(Configuration{}, correct_run()), "run"},
                                   {written(LogCheck{}), "log_check"}}) {
    EXPECT_EQ(json.at("heddle_format"), 1);
    EXPECT_EQ(json.at("kind"), kind);
  }
}

TEST(Json, KeepsTheExperimentItsMachineAndEveryMeasurement) {
  const Json json = written(sample_experiment());
  EXPECT_EQ(json.at("started"), "2024-02-29T12:00:00Z");
  EXPECT_EQ(json.at("inputs"), "photos \x1b[31m");
  EXPECT_EQ(json.at("images"), 4);
  EXPECT_EQ(json.at("pixels"), 8'000'000);
  EXPECT_EQ(json.at("repeats"), 2);
  EXPECT_EQ(json.at("machine").at("processor"), "Loom \"Jacquard\", 1804");
  EXPECT_EQ(json.at("machine").at("cores"), 2);
  const Json& measurements = json.at("measurements");
  ASSERT_EQ(measurements.size(), 5U);

  const Json& yardstick = measurements.at(0);
  EXPECT_EQ(yardstick.at("configuration").at("strategy"), "sequential");
  EXPECT_EQ(yardstick.at("correct"), true);
  EXPECT_DOUBLE_EQ(yardstick.at("median_seconds"), 3.0);  // of 2 and 4
  EXPECT_DOUBLE_EQ(yardstick.at("fastest_seconds"), 2.0);
  EXPECT_DOUBLE_EQ(yardstick.at("slowest_seconds"), 4.0);
  EXPECT_DOUBLE_EQ(yardstick.at("images_per_second"), 4.0 / 3.0);
  EXPECT_DOUBLE_EQ(yardstick.at("speed_up"), 1.0);

  const Json& racy = measurements.at(1);
  EXPECT_EQ(racy.at("expected_to_lose"), true);
  EXPECT_EQ(racy.at("correct"), false);
  EXPECT_DOUBLE_EQ(racy.at("speed_up"), 3.0);
  EXPECT_EQ(racy.at("runs").size(), 2U);
}

TEST(Json, KeepsEveryFigureOfARun) {
  const Json run = written(sample_experiment()).at("measurements").at(1).at("runs").at(0);
  EXPECT_EQ(run.at("correct"), false);
  EXPECT_EQ(run.at("images"), 4);
  EXPECT_EQ(run.at("images_counted"), 3);
  EXPECT_EQ(run.at("rows"), 4000);
  EXPECT_EQ(run.at("rows_counted"), 2500);
  EXPECT_EQ(run.at("pixels"), 8'000'000);
  EXPECT_EQ(run.at("bytes"), 3'000'000);
  EXPECT_EQ(run.at("log_error"), "");
  EXPECT_DOUBLE_EQ(run.at("stage_seconds").at("encode"), 1.2);
  EXPECT_EQ(run.at("log"),
            Json({{"clean", false},
                  {"lines", 495},
                  {"intact", 480},
                  {"torn", 13},
                  {"missing", 20},
                  {"duplicated", 2},
                  {"surplus", 0},
                  {"expected", 500},
                  {"first_faults",
                   {{{"kind", "torn"}, {"line", 17}, {"text", "time=0.1 wor\x1b[2Jtime=0.2 \"torn\""}},
                    {{"kind", "duplicated"}, {"line", 1234}, {"text", "worker=1 seq=7"}}}}}));
  EXPECT_EQ(run.at("locks").at(0),
            Json({{"name", "log mutex"},
                  {"acquisitions", 500},
                  {"contended", 20},
                  {"wait_ns", 1'500'000},
                  {"longest_wait_ns", 400'000},
                  {"wait_percentiles_ns", {{"p50", 10'000}, {"p90", 200'000}, {"p99", 390'000}}},
                  {"hold_samples", 23},
                  {"hold_ns", 46'000},
                  {"longest_hold_ns", 9'000}}));
  const Json survived = written(sample_experiment()).at("measurements").at(3).at("runs").at(0);
  EXPECT_EQ(survived.at("deaths"), 1);
  EXPECT_EQ(survived.at("log_repairs"), 1);
  EXPECT_EQ(survived.at("repeated_lines"), 3);
}

TEST(Json, WhatIsUnknownIsNull) {
  EXPECT_TRUE(written(LogCheck{}).at("log").at("expected").is_null());
  heddle::Run run = correct_run();
  run.locks[0].waits.reset();
  EXPECT_TRUE(written(Configuration{}, run).at("run").at("locks").at(0).at("wait_percentiles_ns").is_null());
}

TEST(Json, PutsTheReplacementCharacterForBytesThatAreNotUtf8) {
  heddle::Run run = correct_run();
  run.failures = {"bad\xff\n.png: the file is empty"};
  run.different_outputs = {"\xc3"};
  run.log.first_faults = {{LogFault::Kind::kTorn, 1, std::string("\0\xfe", 2)}};
  const Json json = written(Configuration{}, run).at("run");
  EXPECT_EQ(json.at("failures").at(0), "bad\uFFFD\n.png: the file is empty");
  EXPECT_EQ(json.at("different_outputs").at(0), "\uFFFD");
  EXPECT_EQ(json.at("log").at("first_faults").at(0).at("text"), std::string("\0\uFFFD", 4));
}

TEST(Json, AnExperimentWithoutMeasurementsIsStillAnArray) {
  EXPECT_TRUE(written(Experiment{}).at("measurements").is_array());
}

TEST(Json, EveryFieldIsDocumented) {
  std::ifstream file(HEDDLE_DOCS_FOLDER "/results.md");
  const std::string docs(std::istreambuf_iterator<char>(file), {});
  ASSERT_FALSE(docs.empty());
  const Json json = written(sample_experiment());
  for (const Json& part :
       {json, json["measurements"][0], json["measurements"][0]["runs"][0],
        json["measurements"][0]["runs"][0]["locks"][0], json["machine"],
        json["measurements"][0]["runs"][0]["log"], json["measurements"][0]["configuration"]})
    for (const auto& [field, value] : part.items()) EXPECT_THAT(docs, testing::HasSubstr("`" + field + "`"));
}

}  // namespace
}  // namespace heddle
