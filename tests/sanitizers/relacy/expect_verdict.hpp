// What the tests of the explorer say of a verdict, with the whole verdict where it is another one.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "heddle/report/verdict_text.hpp"
#include "sanitizers/relacy/explore.hpp"

namespace heddle::test {

inline testing::AssertionResult is(bool holds, const Verdict& verdict) {
  return holds ? testing::AssertionSuccess() : testing::AssertionFailure() << verdict_text(verdict);
}

inline testing::AssertionResult found(Finding finding, const Verdict& verdict) {
  return is(verdict.status == Verdict::Status::kFound && verdict.finding == finding, verdict);
}

// With this message, too.
inline testing::AssertionResult found(Finding finding, std::string_view summary, const Verdict& verdict) {
  return is(
      verdict.status == Verdict::Status::kFound && verdict.finding == finding && verdict.summary == summary,
      verdict);
}

inline testing::AssertionResult proved(const Verdict& verdict) {
  return is(verdict.status == Verdict::Status::kProved && verdict.finding == Finding::kNone, verdict);
}

inline testing::AssertionResult not_found(const Verdict& verdict) {
  return is(verdict.status == Verdict::Status::kNotFound && verdict.finding == Finding::kNone, verdict);
}

// The number of the only line of the file that holds "// [mark]".
inline int line_of(const char* file, std::string_view mark) {
  const std::string wanted = "// [" + std::string(mark) + "]";
  std::ifstream stream(file);
  std::string text;
  int found = 0;
  for (int number = 1; std::getline(stream, text); ++number) {
    if (text.find(wanted) == std::string::npos) continue;
    EXPECT_EQ(found, 0) << wanted << " stands twice in " << file;
    found = number;
  }
  EXPECT_NE(found, 0) << wanted << " does not stand in " << file;
  return found;
}

// "outcome" -> how many executions came to it.
inline std::map<std::string, std::uint64_t> outcomes_of(const Verdict& verdict) {
  std::map<std::string, std::uint64_t> outcomes;
  for (const OutcomeCount& outcome : verdict.outcomes) outcomes[outcome.text] += outcome.count;
  return outcomes;
}

inline bool has_line(const std::vector<std::string>& lines, std::string_view part) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

inline DetectorOptions with_scheduler(std::string_view scheduler) {
  DetectorOptions options;
  options.scheduler = scheduler;
  return options;
}

}  // namespace heddle::test

#define HEDDLE_LINE(mark) (::heddle::test::line_of(__FILE__, mark))
