// What holds for the text of any verdict; how it looks is in the golden files.
#include "heddle/report/verdict_text.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "heddle/report/columns.hpp"
#include "sample_verdicts.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::StartsWith;

TEST(VerdictText, NoLineIsWiderThanTheStyleSays) {
  for (const Verdict& verdict : test::sample_verdicts())
    for (const std::size_t columns : {60U, 80U, 120U}) {
      std::istringstream text(verdict_text(verdict, {.columns = columns}));
      for (std::string line; std::getline(text, line);)
        if (!line.starts_with("    heddle explore ")) {
          EXPECT_THAT(width_of(line), Le(columns)) << line;
        }
    }
}

TEST(VerdictText, HostileTextCannotReachTheTerminal) {
  const std::string hostile = "\x1b[2J\r\n\x07\xff";
  Verdict verdict;
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDataRace;
  verdict.case_name = verdict.variant = verdict.detector = verdict.summary = hostile;
  verdict.places = {{hostile, 1, hostile, hostile, hostile}};
  verdict.traces = {
      {hostile, {hostile}, {{0, hostile, hostile, hostile, hostile, 1, hostile, true}}, hostile}};
  verdict.evidence = {hostile};
  verdict.outcomes = {{hostile, Grade::kForbidden, hostile, 1}};
  verdict.limits = {hostile};
  const std::string text = verdict_text(verdict);
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= ' ' && c < 0x7F)) << static_cast<int>(c);
  EXPECT_THAT(text, HasSubstr("\\x1b[2J\\x0d\\x0a"));
}

TEST(VerdictText, TheHeadlineSaysTheFindingOnce) {
  EXPECT_THAT(
      verdict_text(test::found_verdict(), {.columns = 100}),
      StartsWith("lost_update.racy under relacy: FOUND data race on 'rows converted', in execution 1"));
  Verdict other = test::found_verdict();
  other.summary = "seen at once";
  EXPECT_THAT(verdict_text(other),
              StartsWith("lost_update.racy under relacy: FOUND data race\n  seen at once\n"));
}

TEST(VerdictText, WhatWasNotProvedIsNotCalledProved) {
  EXPECT_THAT(verdict_text(test::not_found_verdict()), Not(HasSubstr("PROVED")));
  EXPECT_THAT(verdict_text(test::could_not_run_verdict()), HasSubstr("COULD NOT RUN"));
}

TEST(VerdictText, TheMiddleOfALongExecutionIsLeftOutAndCounted) {
  const std::string text = verdict_text(test::verdict_of_two_files());
  EXPECT_THAT(text, HasSubstr("... 10 steps ..."));
  EXPECT_THAT(text, HasSubstr("\n=> 70"));
}

TEST(VerdictText, SharesAreNeverRoundedToNoneOrAll) {
  Verdict verdict;
  verdict.outcomes = {{"often", Grade::kAcceptable, "", 1'000'000},
                      {"once", Grade::kForbidden, "", 1},
                      {"never", Grade::kForbidden, "", 0}};
  const std::string text = verdict_text(verdict);
  EXPECT_THAT(text, HasSubstr("> 99.9 %"));
  EXPECT_THAT(text, HasSubstr("< 0.1 %"));
  EXPECT_THAT(text, HasSubstr(" 0.0 %"));
}

TEST(VerdictText, InShortItIsTheFindingOrTheStatus) {
  EXPECT_EQ(in_short(test::found_verdict()), "data race");
  EXPECT_EQ(in_short(test::proved_verdict()), "proved");
  EXPECT_EQ(in_short(test::not_found_verdict()), "not found");
  EXPECT_EQ(in_short(test::could_not_run_verdict()), "could not run");
}

}  // namespace
}  // namespace heddle
