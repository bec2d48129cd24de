// Two logs side by side, on a terminal and on the page: every fault is marked and explained, and nothing that
// a log holds gets out of its place. How they look is in the golden files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/columns.hpp"
#include "heddle/report/log_comparison_html.hpp"
#include "heddle/report/log_comparison_text.hpp"
#include "heddle/report/log_comparison_words.hpp"
#include "html_tags.hpp"
#include "sample_log_comparison.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using Kind = LogComparison::Row::Kind;
using testing::HasSubstr;
using testing::Le;
using testing::Not;

const std::vector<LogComparison>& samples() {
  static const std::vector<LogComparison> kAll{test::damaged_log_comparison(), test::clean_log_comparison(),
                                               test::hostile_log_comparison()};
  return kAll;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

LogComparison::Row torn_row(const std::string& text, const LogComparison::Tear& tear) {
  return {.kind = Kind::kTorn, .left = LogComparison::Line{.number = 1, .text = text}, .tear = tear};
}

TEST(LogComparisonText, IsAsItWasRead) {
  test::expect_golden("log_comparison.txt", [](std::ostream& out) {
    out << log_comparison_text(test::damaged_log_comparison(), {.columns = 80});
  });
}

TEST(LogComparisonText, OfAHostileLogIsAsItWasRead) {
  test::expect_golden("log_comparison_hostile.txt", [](std::ostream& out) {
    out << log_comparison_text(test::hostile_log_comparison(), {.columns = 80});
  });
}

TEST(LogComparisonHtml, IsAsItWasRead) {
  test::expect_golden("log_comparison.html",
                      [](std::ostream& out) { out << logs_section_html(test::damaged_log_comparison()); });
}

TEST(LogComparisonText, NoLineIsWiderThanTheStyleSays) {
  for (const LogComparison& sample : samples())
    for (const std::size_t columns : {60U, 80U, 132U, 200U}) {
      std::istringstream lines(log_comparison_text(sample, {.columns = columns, .unicode = true}));
      // A hostile name is one word, and words are not broken.
      for (std::string line; std::getline(lines, line);)
        if (line.find("alert") == std::string::npos || line.starts_with("         ")) {
          EXPECT_THAT(width_of(line), Le(columns)) << line;
        }
    }
}

TEST(LogComparisonText, IsPrintableAsciiWhereNothingElseIsAllowed) {
  for (const LogComparison& sample : samples())
    for (const char c : log_comparison_text(sample, {}))
      EXPECT_TRUE(c == '\n' || (c >= ' ' && c < 0x7F)) << static_cast<int>(c);
}

TEST(LogComparisonText, ColourChangesNothingButTheColour) {
  for (const LogComparison& sample : samples()) {
    const std::string coloured = log_comparison_text(sample, {.colour = true});
    EXPECT_EQ(std::regex_replace(coloured, std::regex("\x1b\\[[0-9;]*m"), ""),
              log_comparison_text(sample, {}));
  }
  EXPECT_THAT(log_comparison_text(test::damaged_log_comparison(), {.colour = true}), HasSubstr("\x1b["));
}

TEST(LogComparisonText, OfCleanLogsIsTheirCountsAndNothingElse) {
  EXPECT_EQ(log_comparison_text(test::clean_log_comparison(), {}),
            "left: a.log: 1,200 lines: 1,200 intact, 0 torn, 0 missing, 0 doubled\n"
            "right: b.log: 1,200 lines: 1,200 intact, 0 torn, 0 missing, 0 doubled\n"
            "Both logs are whole and tell of the same 1,200 lines.\n");
}

TEST(LogComparisonText, SaysHowManyFaultsAreNotShown) {
  EXPECT_THAT(log_comparison_text(test::damaged_log_comparison(), {}), HasSubstr("\nand 15 more\n"));
  EXPECT_THAT(log_comparison_text(test::hostile_log_comparison(), {}), Not(HasSubstr("more\n")));
}

TEST(LogComparisonWords, TellEachWayInWhichALineCanBeTorn) {
  EXPECT_EQ(explanation_of(torn_row("", {})), "an empty line: a newline without the line that it ends");
  EXPECT_EQ(explanation_of(torn_row("x", {.begun = 1})), "its end is missing");
  EXPECT_EQ(explanation_of(torn_row("x", {.ended = 1})), "its beginning is missing");
  EXPECT_EQ(explanation_of(torn_row("x", {})), "it has neither the beginning of a line nor its checksum");
  EXPECT_EQ(explanation_of(torn_row("x", {.begun = 1, .ended = 1})),
            "it begins and ends as a line does, but its checksum is that of another text");
  EXPECT_EQ(explanation_of(torn_row("x", {.only_its_end = true})),
            "whole, but the file ends before its newline");
  EXPECT_EQ(explanation_of(torn_row("xyz", {.seams = {1, 2}, .begun = 3, .ended = 1})),
            "3 pieces: 3 lines begin here and 1 checksum ends one");
}

TEST(LogComparisonWords, NameTheLinesThatATornOneMayHavePartsOf) {
  EXPECT_THAT(
      explanation_of(torn_row("x", {.parts = {7}})),
      testing::EndsWith("; its fields may be those of line 7 of the other log, which is missing here"));
  EXPECT_THAT(explanation_of(torn_row("x", {.parts = {1, 2, 3, 4, 5, 6}})),
              HasSubstr("lines 1, 2, 3, 4 and more of the other log, which are missing"));
}

TEST(LogComparisonWords, TellARunOfDoubledLinesOnce) {
  LogComparison::Row row{.kind = Kind::kDoubled, .first_copy = 7, .run = 1};
  EXPECT_EQ(explanation_of(row), "repeats line 7");
  row.run = 2;
  EXPECT_EQ(explanation_of(row), "this and the next one repeat lines 7 to 8");
  row.run = 9;
  EXPECT_EQ(explanation_of(row), "this and the next 8 repeat lines 7 to 15");
  row.run = 0;
  EXPECT_EQ(explanation_of(row), "");
}

TEST(LogComparisonWords, ConcludeThatTheOtherLogIsDamagedToo) {
  LogComparison comparison = test::clean_log_comparison();
  comparison.right.check.torn = 3;
  EXPECT_EQ(conclusion_of(comparison),
            "The first log has every line of the other, none torn and none twice. The other log is damaged "
            "itself: 3 torn, 0 doubled.");
}

TEST(LogComparisonHtml, MarksEveryFaultAndNothingElse) {
  const LogComparison comparison = test::damaged_log_comparison();
  std::size_t faults = 0;
  for (const auto& excerpt : comparison.excerpts)
    for (const auto& row : excerpt) faults += row.kind != Kind::kSame;
  const std::string html = logs_section_html(comparison);
  const std::string table = html.substr(html.find("class=\"scrolls log-lines\""));
  EXPECT_EQ(count(table, "<span class=\"mark\">"), faults);
  EXPECT_EQ(count(html, "<dt>"), 4U);
  EXPECT_EQ(count(table, "<span class=\"piece\">"), 3U + 1U + 1U + 1U);  // of the four torn lines
}

TEST(LogComparisonHtml, IsOneSectionWhoseTagsAreClosedInTurn) {
  for (const LogComparison& sample : samples()) {
    const std::string html = logs_section_html(sample);
    EXPECT_TRUE(html.starts_with("<section id=\"logs\">\n<h2>"));
    EXPECT_EQ(test::tag_out_of_turn(html), "");
  }
}

TEST(LogComparisonHtml, EveryRowOfLinesHasFourCells) {
  const std::string html = logs_section_html(test::damaged_log_comparison());
  std::size_t cells = 0;
  for (const std::string& tag : test::tags_in(html.substr(html.find("class=\"scrolls log-lines\"")))) {
    if (test::tag_name(tag) == "tr") cells = 0;
    cells += test::tag_name(tag) == "td" || test::tag_name(tag) == "th";
    if (test::tag_name(tag) == "/tr") {
      EXPECT_EQ(cells, 4U);
    }
  }
}

// A tag that the data brought in would be another one, or would have more in it.
TEST(LogComparisonHtml, NoDataBecomesMarkup) {
  const std::set<std::string> known{"section", "h2", "p",  "div", "table", "thead", "tbody", "tr",
                                    "th",      "td", "dl", "dt",  "dd",    "span",  "bdi",   "code"};
  const std::regex attribute(" [a-z-]+=\"[^\"<>]*\"");
  const std::string html = logs_section_html(test::hostile_log_comparison());
  for (const std::string& tag : test::tags_in(html)) {
    std::string name = test::tag_name(tag);
    if (name.starts_with('/')) name.erase(0, 1);
    EXPECT_EQ(known.count(name), 1U) << tag;
    EXPECT_EQ(std::regex_replace(tag.substr(tag.find(name) + name.size()), attribute, ""), ">") << tag;
    EXPECT_THAT(tag, Not(testing::ContainsRegex(" (style|href|src|on[a-z]+)="))) << tag;
  }
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;&#39; onload=x&gt;"));
  for (const char c : html) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ');
}

TEST(LogComparisonHtml, ShowsTheFirstPiecesOfALineThatIsTornToShreds) {
  LogComparison comparison = test::clean_log_comparison();
  LogComparison::Tear tear;
  for (std::size_t seam = 1; seam < 200; ++seam) tear.seams.push_back(seam);
  comparison.excerpts.push_back({torn_row(std::string(200, 'x'), tear)});
  const std::string html = logs_section_html(comparison);
  EXPECT_EQ(count(html, "<span class=\"piece\">"), 12U);
  EXPECT_THAT(html, HasSubstr("... 188 more pieces"));
}

}  // namespace
}  // namespace heddle
