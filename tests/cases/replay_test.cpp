// Every failure of the catalogue again: the program of each case finds it, and its tokens lead back to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "heddle/report/variant_json.hpp"
#include "heddle/report/verdict_json.hpp"
#include "tests/program/process.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr std::size_t kUsualSteps = 40;
constexpr std::size_t kShortEnoughToPaste = 80;

std::vector<std::string> cases() {
  std::ifstream list(HEDDLE_CASES "/list.txt");
  std::vector<std::string> names;
  for (std::string name; std::getline(list, name);) names.push_back(name);
  return names;
}

class EveryFailure : public testing::TestWithParam<std::string> {
 protected:
  static test::Ended program(std::vector<std::string> arguments) {
    return test::run({.arguments = std::move(arguments), .program = HEDDLE_CASES "/relacy/" + GetParam()});
  }
  // The variants in which the explorer has to find something.
  static std::vector<VariantRecord> racy() {
    std::vector<VariantRecord> racy;
    for (VariantRecord& variant : read_variants(program({"--describe"}).out))
      if (variant.expected.model != Finding::kNone) racy.push_back(std::move(variant));
    return racy;
  }
  static Verdict look(const std::vector<std::string>& arguments) {
    const test::Ended ended = program(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return read_verdicts(ended.out).at(0);
  }
};
INSTANTIATE_TEST_SUITE_P(Of, EveryFailure, testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param; });

std::vector<std::string> as_lines(const Trace& trace) {
  std::vector<std::string> lines;
  for (const Step& step : trace.steps)
    lines.push_back(std::to_string(step.thread) + " " + step.operation + " " + step.object + " " +
                    step.value + " " + step.file + ":" + std::to_string(step.line));
  return lines;
}

TEST_P(EveryFailure, HasShortTokensThatLeadToItAgain) {
  for (const VariantRecord& variant : racy()) {
    SCOPED_TRACE(variant.name);
    const Verdict verdict = look({"--json", variant.name});
    ASSERT_EQ(verdict.finding, variant.expected.model);
    ASSERT_FALSE(verdict.traces.empty());
    for (std::size_t i = 0; i < verdict.traces.size(); ++i) {
      const Trace& trace = verdict.traces[i];
      ASSERT_NE(trace.token, "");
      const bool is_usual = trace.steps.size() <= kUsualSteps;
      EXPECT_TRUE(!is_usual || trace.token.size() < kShortEnoughToPaste) << trace.token;

      const Verdict again = look({"--json", "--replay", trace.token, variant.name});
      // The second shows what a data race comes to.
      EXPECT_EQ(again.finding, i == 0 ? verdict.finding : Finding::kWrongOutcome) << trace.token;
      ASSERT_THAT(again.traces, SizeIs(1)) << again.summary;
      EXPECT_EQ(as_lines(again.traces[0]), as_lines(trace));
      EXPECT_EQ(again.traces[0].outcome, trace.outcome);
      EXPECT_EQ(again.traces[0].token, trace.token);

      const test::Ended in_words = program({"--replay", trace.token, variant.name});
      EXPECT_EQ(in_words.exit_code, 1);
      EXPECT_THAT(in_words.out, HasSubstr(GetParam() + "." + variant.name + " under relacy: FOUND"));
    }
  }
}

TEST_P(EveryFailure, HasTokensThatNoOtherVariantTakes) {
  const std::vector<VariantRecord> all = read_variants(program({"--describe"}).out);
  for (const VariantRecord& variant : racy()) {
    const std::string token = look({"--json", variant.name}).traces.at(0).token;
    for (const VariantRecord& other : all) {
      if (other.name == variant.name) continue;
      const test::Ended refused = program({"--replay", token, other.name});
      EXPECT_EQ(refused.exit_code, 2);
      EXPECT_THAT(refused.err, HasSubstr("the replay token is of another variant than"));
    }
  }
}

}  // namespace
}  // namespace heddle
