// What holds for the text of any picture; how it looks is in the golden files.
#include "heddle/report/picture_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/columns.hpp"
#include "heddle/report/text_lanes.hpp"
#include "heddle/report/verdict_text.hpp"
#include "sample_verdicts.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Le;
using testing::Not;

std::vector<std::string> lines_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const Verdict& verdict, const TextStyle& style, std::size_t trace = 0) {
  return picture_text(picture_of(verdict, verdict.traces.at(trace)), style);
}

// A command, or one word.
bool is_printed_whole(const std::string& line) {
  return line.starts_with("    heddle explore ") ||
         line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
}

TEST(PictureText, NoLineIsWiderThanTheStyleSays) {
  for (const Verdict& verdict : test::verdicts_with_traces())
    for (const std::size_t columns : {60U, 80U, 100U, 132U, 200U})
      for (const bool unicode : {false, true})
        for (const std::string& line :
             lines_in(verdict_text(verdict, {.columns = columns, .unicode = unicode})))
          if (!is_printed_whole(line)) {
            EXPECT_THAT(width_of(line), Le(columns)) << line;
          }
}

TEST(PictureText, InAsciiEveryByteIsPrintableAscii) {
  for (const Verdict& verdict : test::verdicts_with_traces())
    for (const char c : verdict_text(verdict, {.columns = 80, .unicode = false}))
      EXPECT_TRUE(c == '\n' || (c >= ' ' && c < 0x7F)) << static_cast<int>(c);
}

TEST(PictureText, ColourChangesNothingButTheColour) {
  for (const Verdict& verdict : test::verdicts_with_traces())
    for (const bool unicode : {false, true}) {
      const std::string plain = verdict_text(verdict, {.columns = 80, .unicode = unicode});
      const std::string coloured = verdict_text(verdict, {.columns = 80, .unicode = unicode, .colour = true});
      EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
      EXPECT_THAT(coloured, HasSubstr("\x1b["));
      EXPECT_EQ(std::regex_replace(coloured, std::regex("\x1b\\[[0-9;]*m"), ""), plain);
      for (const std::string& line : lines_in(coloured))  // none is left on for the next line
        if (line.find('\x1b') != std::string::npos) {
          EXPECT_GT(line.rfind("\x1b[0m") + 1, line.rfind("\x1b["));
        }
    }
}

// Three columns of 32 with a gap of two behind the first two, and seven before them for the numbers.
TEST(PictureText, ThreadsHaveColumnsOfTextWhereThereIsRoomAndLinesWhereThereIsNot) {
  Trace trace{.title = "", .threads = {"a", "b", "c"}, .steps = {}, .outcome = ""};
  for (const int thread : {0, 1, 2})
    trace.steps.push_back({.thread = thread,
                           .operation = "read",
                           .object = "",
                           .value = "",
                           .file = "",
                           .source = "a line of source that is longer than any column"});
  const Picture picture = picture_of(Verdict{}, trace);
  EXPECT_TRUE(TextLanes(picture, {.columns = 7 + 3 * 32 - 2}, 100).have_text());
  EXPECT_FALSE(TextLanes(picture, {.columns = 7 + 3 * 32 - 3}, 100).have_text());
  EXPECT_TRUE(TextLanes(picture, {.columns = 40}, 100).are_drawn());
}

TEST(PictureText, OfManyThreadsTheNamesAloneAreLeft) {
  Trace trace{.title = "", .threads = {}, .steps = {}, .outcome = ""};
  for (int thread = 0; thread < 64; ++thread) {
    trace.threads.push_back("worker " + std::to_string(thread));
    trace.steps.push_back({.thread = thread,
                           .operation = "exchange",
                           .object = "token",
                           .value = "",
                           .file = "",
                           .source = "",
                           .from = thread - 1});
  }
  const std::string text = picture_text(picture_of(Verdict{}, trace, {.first = 8, .last = 52}), {});
  EXPECT_THAT(text, HasSubstr("\n   64  worker 63  exchange 'token', from step 63\n"));
  for (const std::string& line : lines_in(text)) EXPECT_THAT(width_of(line), Le(80U));
}

TEST(PictureText, TheExplanationComesFirstAndTheCommandLast) {
  const std::string text = text_of(test::deadlock_verdict(), {});
  EXPECT_LT(text.find("worker 0 holds 'log mutex' and waits for"), text.find(" * lock 'log mutex'"));
  EXPECT_LT(text.find("so: hangs"), text.find("heddle explore"));
  EXPECT_THAT(text, testing::EndsWith("\n    heddle explore lock_order.racy --replay 2.1.lock-order.1c\n"));
}

TEST(PictureText, ACommandIsNeverBroken) {
  Verdict verdict = test::deadlock_verdict();
  verdict.traces[0].token = std::string(300, '7');
  EXPECT_THAT(text_of(verdict, {}), HasSubstr("--replay " + std::string(300, '7') + "\n"));
}

TEST(PictureText, EveryFaultIsMarkedTwice) {
  std::size_t marks = 0;
  for (const std::string& line : lines_in(text_of(test::deadlock_verdict(), {})))
    if (line.starts_with("=> ")) {
      ++marks;
      EXPECT_THAT(line, HasSubstr("X waits: lock"));
    }
  EXPECT_EQ(marks, 2U);
}

TEST(PictureText, AStepOfWhichNothingIsKnownStillHasItsRow) {
  Trace trace{.title = "", .threads = {"a"}, .steps = {}, .outcome = ""};
  trace.steps.resize(3);
  EXPECT_THAT(picture_text(picture_of(Verdict{}, trace), {}), HasSubstr("\n    1  *\n    2  *\n    3  *\n"));
}

TEST(PictureText, WhatTheLockSaysIsNotSaidTwice) {
  const std::string text = text_of(test::deadlock_verdict(), {});
  EXPECT_THAT(text, Not(HasSubstr("free")));
  EXPECT_THAT(text, HasSubstr("held by worker 1"));
}

TEST(PictureText, AnArrowComesFromTheThreadThatLeftWhatIsTaken) {
  const std::string text = text_of(test::four_threads_verdict(), {.columns = 80, .unicode = true});
  EXPECT_THAT(text, HasSubstr("\n    5  ├───┼───┼──►●   worker 3  lock 'lock 3', from step 3\n"));
  EXPECT_THAT(
      text,
      HasSubstr("\n    8  ┇   ┊   ●◄──┤   worker 2  fetch_add 1 acq_rel 'turns': 2 → 3, from step 6\n"));
}

TEST(PictureText, IsAsTheManualShowsIt) {
  std::ifstream file(HEDDLE_DOCS_FOLDER "/trace.md");
  const std::string docs(std::istreambuf_iterator<char>(file), {});
  const std::size_t begin = docs.find("```\n       worker 0") + 4;
  const std::string shown = docs.substr(begin, docs.find("\n```\n", begin) - begin);
  EXPECT_GT(std::count(shown.begin(), shown.end(), '\n'), 5);
  EXPECT_THAT(text_of(test::deadlock_verdict(), {.columns = 80, .unicode = true}), HasSubstr(shown));
}

TEST(PictureText, APreemptionIsToldFromASwitchThatHadToBe) {
  const std::string text = text_of(test::deadlock_verdict(), {});
  EXPECT_LT(text.find("# preempted"), text.find("* lock 'count mutex'"));
  EXPECT_LT(text.find("* lock 'count mutex'"), text.find("# waits\n"));
}

}  // namespace
}  // namespace heddle
