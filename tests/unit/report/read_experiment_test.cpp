// A comparison is read back as it was written, and what is no comparison is refused in one line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/report/json.hpp"
#include "sample_experiment.hpp"

namespace heddle {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

std::string written(const Experiment& experiment) {
  std::ostringstream out;
  write_json(out, experiment);
  return out.str();
}

// Why the document is refused, or nothing.
std::string refusal(const std::string& text) {
  try {
    read_experiment(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

std::string refusal(const Json& json) {
  return refusal(json.dump());
}

Json sample() {
  return Json::parse(written(test::sample_experiment()));
}

TEST(ReadExperiment, IsWhatWasWritten) {
  const std::string text = written(test::sample_experiment());
  EXPECT_EQ(written(read_experiment(text)), text);
}

TEST(ReadExperiment, EveryFieldIsNeededButTheOnesThatFollowFromTheRuns) {
  const std::set<std::string> following{
      "correct",         "verdict",           "median_seconds", "fastest_seconds",
      "slowest_seconds", "images_per_second", "speed_up",       "clean"};
  int tried = 0;
  const auto try_without = [&](const Json::json_pointer& at) {
    const Json json = sample();
    for (const auto& [name, value] : json.at(at).items()) {
      Json without = json;
      without.at(at).erase(name);
      ++tried;
      if (following.count(name) != 0)
        EXPECT_EQ(refusal(without), "") << name;
      else
        EXPECT_THAT(refusal(without), HasSubstr("'" + name + "' is missing"));
    }
  };
  for (const char* at :
       {"", "/machine", "/measurements/1", "/measurements/1/configuration", "/measurements/1/runs/0",
        "/measurements/1/runs/0/log", "/measurements/1/runs/0/log/first_faults/0",
        "/measurements/1/runs/0/stage_seconds", "/measurements/1/runs/0/locks/0",
        "/measurements/1/runs/0/locks/0/wait_percentiles_ns"})
    try_without(Json::json_pointer(at));
  EXPECT_EQ(tried, 9 + 5 + 10 + 6 + 19 + 9 + 3 + 4 + 9 + 3);
}

TEST(ReadExperiment, WhatIsNoComparisonIsRefused) {
  EXPECT_THAT(refusal(std::string("{")), HasSubstr("not JSON"));
  EXPECT_THAT(refusal(std::string("[]")), HasSubstr("'heddle_format' is missing"));
  Json newer = sample();
  newer["heddle_format"] = kResultsFormat + 1;
  EXPECT_THAT(refusal(newer), HasSubstr("use a newer heddle"));
  Json other = sample();
  other["kind"] = "verdicts";
  EXPECT_THAT(refusal(other), HasSubstr("of the kind 'verdicts'"));
}

TEST(ReadExperiment, WhatNoRunCanHaveIsRefused) {
  struct Wrong {
    const char* at;
    Json value;
    const char* why;
  };
  for (const Wrong& wrong : std::vector<Wrong>{
           {"/measurements/0/runs", Json::array(), "'runs' of a measurement is empty"},
           {"/measurements/0/runs/0/seconds", -1, "'seconds' is less than 0"},
           {"/measurements/0/runs/0/stage_seconds/log", -0.5, "'log' is less than 0"},
           {"/measurements/0/runs/0/images", -1, "'images' is not a whole number from 0"},
           {"/measurements/0/runs/0/failures", {1}, "'failures' is not a list of texts"},
           {"/measurements/0/runs/0/locks/0/wait_ns", std::uint64_t{1} << 63, "'wait_ns' is out of range"},
           {"/measurements/1/runs/0/log/first_faults/0/kind", "lost", "neither 'torn' nor 'duplicated'"},
           {"/measurements/0/configuration/workers", 0, "'workers' is less than 1"},
           {"/repeats", 0, "'repeats' is less than 1"}}) {
    Json json = sample();
    json.at(Json::json_pointer(wrong.at)) = wrong.value;
    EXPECT_THAT(refusal(json), HasSubstr(wrong.why));
  }
}

}  // namespace
}  // namespace heddle
