// Pairs of logs written and damaged by hand: every fault is shown where it is, beside the line that should
// be there.
#include "heddle/log/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"
#include "written_line.hpp"

namespace heddle {
namespace {

using Kind = LogComparison::Row::Kind;
using Row = LogComparison::Row;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CompareLogs : public testing::Test {
 protected:
  // The n-th line of a worker, about rows of its own.
  static std::string line(std::uint64_t worker, std::uint64_t n) {
    return written_line(worker, n, "w" + std::to_string(worker) + ".png",
                        std::to_string(n) + "-" + std::to_string(n));
  }

  static std::string lines(std::uint64_t worker, std::uint64_t first, std::uint64_t last) {
    std::string text;
    for (std::uint64_t n = first; n <= last; ++n) text += line(worker, n);
    return text;
  }

  LogComparison compare(const std::string& left, const std::string& right,
                        const LogComparisonOptions& options = {}) {
    test::write_bytes(folder_ / "left.log", left);
    test::write_bytes(folder_ / "right.log", right);
    return compare_logs(folder_ / "left.log", folder_ / "right.log", options);
  }

  test::TemporaryFolder folder_;
};

// "12 torn", "- missing 7", "5 same 8": the left line, what it is, and the right one.
std::vector<std::string> words(const std::vector<Row>& rows) {
  constexpr const char* kWords[] = {"same", "torn", "doubled", "missing", "surplus"};
  std::vector<std::string> words;
  for (const Row& row : rows)
    words.push_back((row.left ? std::to_string(row.left->number) : "-") + " " +
                    kWords[static_cast<int>(row.kind)] +
                    (row.right ? " " + std::to_string(row.right->number) : ""));
  return words;
}

TEST_F(CompareLogs, OfTheSameWorkInAnotherOrderIsClean) {
  const LogComparison found = compare(lines(0, 0, 4) + lines(1, 0, 4), lines(1, 0, 4) + lines(0, 0, 4));
  EXPECT_TRUE(found.clean());
  EXPECT_EQ(found.faults, 0U);
  EXPECT_THAT(found.excerpts, IsEmpty());
  EXPECT_EQ(found.left.check.intact, 10U);
  EXPECT_EQ(found.left.name, (folder_ / "left.log").string());
}

TEST_F(CompareLogs, DoesNotCareWhichWorkerWroteALine) {
  EXPECT_TRUE(compare(written_line(0, 0, "a", "0-1") + written_line(0, 1, "b", "0-1"),
                      written_line(1, 0, "b", "0-1") + written_line(0, 0, "a", "0-1"))
                  .clean());
}

TEST_F(CompareLogs, ShowsAMissingLineBehindTheOneThatItsWorkerWroteBeforeIt) {
  const LogComparison found = compare(lines(0, 0, 1) + lines(0, 3, 5), lines(0, 0, 5));
  EXPECT_FALSE(found.clean());
  EXPECT_EQ(found.left.missing, 1U);
  EXPECT_EQ(found.right.missing, 0U);
  EXPECT_EQ(found.faults, 1U);
  EXPECT_EQ(found.shown_faults, 1U);
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]),
              ElementsAre("1 same 1", "2 same 2", "- missing 3", "3 same 4", "4 same 5"));
  const Row& missing = found.excerpts[0][2];
  EXPECT_EQ(missing.torn_in, 0U);
  EXPECT_EQ(missing.right->text + "\n", line(0, 2));
  EXPECT_EQ(missing.right->entry->seq, 2U);
  EXPECT_EQ(missing.right->entry->rows, "2-2");
  EXPECT_EQ(missing.right->entry->image, "w0.png");
}

TEST_F(CompareLogs, ShowsTheFirstLineOfAWorkerBeforeItsNextWhereItIsMissing) {
  const LogComparison found =
      compare(lines(0, 0, 9) + lines(1, 1, 9), lines(0, 0, 9) + lines(1, 0, 9), {.context = 1});
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("9 same 9", "10 same 10", "- missing 11", "11 same 12"));
}

TEST_F(CompareLogs, ShowsALogWithoutLinesAsMissingThemAll) {
  const LogComparison found = compare("", lines(0, 0, 9), {.most = 3});
  EXPECT_EQ(found.left.missing, 10U);
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("- missing 1", "- missing 2", "- missing 3"));
  EXPECT_EQ(found.faults, 10U);
  EXPECT_EQ(found.shown_faults, 3U);
}

TEST_F(CompareLogs, ShowsATornLineWithTheMissingOnesThatItHasPartsOf) {
  std::string first = line(0, 2);
  first.resize(first.find("ms="));
  const LogComparison found =
      compare(lines(0, 0, 1) + lines(1, 0, 1) + first + line(1, 2) + lines(0, 3, 4) + lines(1, 3, 4),
              lines(0, 0, 4) + lines(1, 0, 4));
  EXPECT_EQ(found.left.check.torn, 1U);
  EXPECT_EQ(found.left.missing, 2U);
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("3 same 6", "4 same 7", "5 torn", "- missing 3",
                                                    "- missing 8", "6 same 4", "7 same 5"));
  const Row& torn = found.excerpts[0][2];
  EXPECT_THAT(torn.tear.seams, ElementsAre(first.size()));
  EXPECT_EQ(torn.tear.begun, 2U);
  EXPECT_EQ(torn.tear.ended, 1U);
  EXPECT_THAT(torn.tear.parts, ElementsAre(3U, 8U));
  EXPECT_FALSE(torn.tear.only_its_end);
  EXPECT_EQ(torn.left->text + "\n", first + line(1, 2));
  EXPECT_FALSE(torn.left->entry.has_value());
  EXPECT_EQ(found.excerpts[0][3].torn_in, 5U);
  EXPECT_EQ(found.excerpts[0][4].torn_in, 5U);
}

TEST_F(CompareLogs, KnowsALineThatLacksOnlyItsNewline) {
  std::string log = lines(0, 0, 3);
  log.pop_back();
  const LogComparison found = compare(log, lines(0, 0, 3));
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("2 same 2", "3 same 3", "4 torn", "- missing 4"));
  EXPECT_TRUE(found.excerpts[0][2].tear.only_its_end);
}

TEST_F(CompareLogs, ShowsWhatABlockThatWasWrittenTwiceRepeats) {
  const LogComparison found =
      compare(lines(0, 0, 9) + lines(0, 7, 9) + lines(0, 10, 19), lines(0, 0, 19), {.context = 1});
  EXPECT_EQ(found.left.check.duplicated, 3U);
  EXPECT_EQ(found.faults, 3U);
  EXPECT_EQ(found.shown_faults, 2U);
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("10 same 10", "11 doubled", "12 doubled"));
  EXPECT_EQ(found.excerpts[0][1].first_copy, 8U);
  EXPECT_EQ(found.excerpts[0][1].run, 3U);
  EXPECT_EQ(found.excerpts[0][2].first_copy, 9U);
  EXPECT_EQ(found.excerpts[0][2].run, 0U);
}

TEST_F(CompareLogs, CountsTheRunsOfDoubledLinesAndNotTheLines) {
  std::string log = lines(0, 0, 2);
  for (int i = 0; i < 50; ++i)
    log += line(0, 0) + line(0, 1) + line(0, 2) + line(1, static_cast<std::uint64_t>(i));
  const LogComparison found = compare(log, lines(0, 0, 2) + lines(1, 0, 49), {.most = 2, .context = 0});
  EXPECT_EQ(found.left.check.duplicated, 150U);
  ASSERT_THAT(found.excerpts, SizeIs(2));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("4 doubled"));
  EXPECT_THAT(words(found.excerpts[1]), ElementsAre("8 doubled"));
  EXPECT_EQ(found.excerpts[1][0].first_copy, 1U);
}

TEST_F(CompareLogs, CallsALineSurplusThatTheOtherLogHasNot) {
  const LogComparison found = compare(lines(0, 0, 4), lines(0, 0, 2) + line(0, 4), {.context = 1});
  EXPECT_EQ(found.right.missing, 1U);
  EXPECT_FALSE(found.clean());
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("3 same 3", "4 surplus", "5 same 4"));
}

TEST_F(CompareLogs, PairsLinesOfOneSubjectInTheirOrder) {
  const std::string first = written_line(0, 0, "a", "0-1");
  const std::string again = written_line(1, 0, "a", "0-1");
  EXPECT_TRUE(compare(first + again, again + first).clean());
  const LogComparison found = compare(first, first + again);
  EXPECT_EQ(found.left.missing, 1U);
  EXPECT_THAT(words(found.excerpts.at(0)), ElementsAre("- missing 2", "1 same 1"));
}

TEST_F(CompareLogs, IsNotCleanWhereTheOtherLogIsDamaged) {
  const LogComparison found = compare(lines(0, 0, 3), lines(0, 0, 3) + "torn\n");
  EXPECT_FALSE(found.clean());
  EXPECT_TRUE(found.left.clean());
  EXPECT_EQ(found.right.check.torn, 1U);
  EXPECT_THAT(found.excerpts, IsEmpty());
}

TEST_F(CompareLogs, ShowsTheFirstFaultsOfEachKindAndCountsAll) {
  std::string log = lines(0, 0, 99);
  for (int i = 0; i < 1000; ++i) log += "\n";
  const LogComparison found = compare(log, lines(0, 0, 99), {.most = 4, .context = 0});
  EXPECT_EQ(found.faults, 1000U);
  EXPECT_EQ(found.shown_faults, 4U);
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("101 torn", "102 torn", "103 torn", "104 torn"));
}

TEST_F(CompareLogs, KeepsALittleOfALineWithoutEnd) {
  const LogComparison found = compare(std::string(3'000'000, 'x'), lines(0, 0, 0));
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_LE(found.excerpts[0][0].left->text.size(), 513U);
}

TEST_F(CompareLogs, OfWhatCannotBeReadNamesTheFileAndTheCause) {
  test::write_bytes(folder_ / "right.log", "");
  for (const char* const file : {"/nowhere/x.log", "/dev/null", "-", "/tmp"}) {
    try {
      compare_logs(file, folder_ / "right.log");
      ADD_FAILURE() << file << " could be read";
    } catch (const std::filesystem::filesystem_error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr(std::string("[") + file + "]"));
    }
  }
}

TEST_F(CompareLogs, TellsWhileItReadsHowMuchOfBothHasBeen) {
  const std::string log = lines(0, 0, 60'000);
  ASSERT_GT(log.size(), std::size_t{4} << 20) << "more than is read between two tellings";
  std::vector<std::uint64_t> told;
  LogComparisonOptions options;
  options.progress = [&](std::uint64_t bytes) { told.push_back(bytes); };
  compare(log, log, options);
  ASSERT_GE(told.size(), 2U) << "of each log";
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_GT(told.front(), 0U);
  EXPECT_GT(told.back(), log.size()) << "the second log counts too";
  EXPECT_LE(told.back(), 2 * log.size());
}

// What is shown stands at the beginning, and what lies behind it still counts.
TEST_F(CompareLogs, ReadsOnlyAsFarAsItShowsAndCountsAll) {
  const LogComparison found = compare("torn\n" + lines(0, 0, 999), lines(0, 0, 999) + lines(1, 0, 0));
  EXPECT_EQ(found.left.check.lines, 1'001U);
  EXPECT_EQ(found.right.check.lines, 1'001U);
  ASSERT_THAT(found.excerpts, SizeIs(1));
  EXPECT_THAT(words(found.excerpts[0]), ElementsAre("- missing 1001", "1 torn", "2 same 1", "3 same 2"));
}

}  // namespace
}  // namespace heddle
