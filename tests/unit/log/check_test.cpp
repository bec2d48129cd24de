// Logs damaged by hand: each kind of damage is counted exactly, and feeding in pieces changes nothing.
#include "heddle/log/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <string>

#include "tests/support/temporary_folder.hpp"
#include "written_line.hpp"

namespace heddle {
namespace {

constexpr std::uint64_t kHuge = ~std::uint64_t{0};

std::string line(std::uint64_t worker, std::uint64_t seq, const std::string& more = "") {
  return written_line(worker, seq, "a.png", "0-7" + more);
}

LogCheck check(std::string_view log, std::optional<std::uint64_t> expected = std::nullopt) {
  LogChecker checker;
  checker.feed(log);
  return checker.finish(expected);
}

// What every verdict must satisfy, whatever was fed.
void expect_consistent(const LogCheck& found) {
  EXPECT_EQ(found.lines, found.intact + found.torn + found.duplicated);
  EXPECT_LE(found.first_faults.size(), 16U);
  for (const LogFault& fault : found.first_faults) {
    EXPECT_GE(fault.line, 1U);
    EXPECT_LE(fault.line, found.lines);
    EXPECT_LE(fault.text.size(), 300U);
  }
}

struct Counts {
  std::uint64_t lines = 0, intact = 0, torn = 0, duplicated = 0, missing = 0, surplus = 0;
};

void expect_counts(const LogCheck& found, const Counts& counts) {
  EXPECT_EQ(found.lines, counts.lines);
  EXPECT_EQ(found.intact, counts.intact);
  EXPECT_EQ(found.torn, counts.torn);
  EXPECT_EQ(found.duplicated, counts.duplicated);
  EXPECT_EQ(found.missing, counts.missing);
  EXPECT_EQ(found.surplus, counts.surplus);
  EXPECT_EQ(found.clean(), counts.torn + counts.duplicated + counts.missing + counts.surplus == 0);
  expect_consistent(found);
}

TEST(LogCheck, OfAnUndamagedLogIsClean) {
  expect_counts(check(line(0, 0) + line(1, 0) + line(0, 1), 3), {.lines = 3, .intact = 3});
}

TEST(LogCheck, DoesNotCareAboutTheOrderOfLines) {
  expect_counts(check(line(1, 1) + line(0, 1) + line(1, 0) + line(0, 0), 4), {.lines = 4, .intact = 4});
}

TEST(LogCheck, OfAnEmptyLogMissesWhatWasExpected) {
  expect_counts(check(""), {});
  expect_counts(check("", 7), {.missing = 7});
}

TEST(LogCheck, CountsATornLineAndMissesTheOneThatItWas) {
  std::string torn = line(0, 1);
  torn[20] = '?';
  const LogCheck found = check(line(0, 0) + torn + line(0, 2), 3);
  expect_counts(found, {.lines = 3, .intact = 2, .torn = 1, .missing = 1});
  ASSERT_EQ(found.first_faults.size(), 1U);
  EXPECT_EQ(found.first_faults[0], (LogFault{LogFault::Kind::kTorn, 2, torn.substr(0, torn.size() - 1)}));
}

TEST(LogCheck, CountsTwoLinesMergedIntoOneAsOneTorn) {
  const std::string first = line(0, 0);
  expect_counts(check(first.substr(0, first.size() - 1) + line(1, 0)), {.lines = 1, .torn = 1});
}

TEST(LogCheck, CountsAnEmptyLineAsTorn) {
  expect_counts(check(line(0, 0) + "\n" + line(0, 1)), {.lines = 3, .intact = 2, .torn = 1});
}

TEST(LogCheck, CountsATailWithoutNewlineAsTornThoughItsChecksumIsRight) {
  const std::string last = line(0, 1);
  expect_counts(check(line(0, 0) + last.substr(0, last.size() - 1), 2),
                {.lines = 2, .intact = 1, .torn = 1, .missing = 1});
}

TEST(LogCheck, CountsNulBytesAsTorn) {
  expect_counts(check(std::string(4096, '\0') + line(0, 0) + line(0, 1)),
                {.lines = 2, .intact = 1, .torn = 1, .missing = 1});
}

TEST(LogCheck, CountsEveryFurtherCopyAsDuplicated) {
  const LogCheck found = check(line(0, 0) + line(0, 1) + line(0, 0) + line(0, 0), 2);
  expect_counts(found, {.lines = 4, .intact = 2, .duplicated = 2});
  ASSERT_EQ(found.first_faults.size(), 2U);
  EXPECT_EQ(found.first_faults[0], (LogFault{LogFault::Kind::kDuplicated, 3, "worker=0 seq=0"}));
  EXPECT_EQ(found.first_faults[1], (LogFault{LogFault::Kind::kDuplicated, 4, "worker=0 seq=0"}));
}

TEST(LogCheck, MissesTheGapsInEachWorkersNumbers) {
  expect_counts(check(line(0, 2) + line(1, 0) + line(1, 5)), {.lines = 3, .intact = 3, .missing = 2 + 4});
}

TEST(LogCheck, MissesLostLastLinesOnlyWhereItKnowsHowManyThereWere) {
  expect_counts(check(line(0, 0) + line(0, 1)), {.lines = 2, .intact = 2});
  expect_counts(check(line(0, 0) + line(0, 1), 5), {.lines = 2, .intact = 2, .missing = 3});
}

TEST(LogCheck, MissesAGapEvenWhereAsManyLinesAsExpectedAreThere) {
  expect_counts(check(line(0, 0) + line(0, 1) + line(0, 3), 3), {.lines = 3, .intact = 3, .missing = 1});
}

TEST(LogCheck, CallsLinesBeyondTheExpectedSurplus) {
  expect_counts(check(line(0, 0) + line(0, 1) + line(1, 0), 1), {.lines = 3, .intact = 3, .surplus = 2});
}

TEST(LogCheck, OfHugeNumbersWithARightChecksumDoesNotOverflow) {
  expect_counts(check(line(0, kHuge)), {.lines = 1, .intact = 1, .missing = kHuge});
  expect_counts(check(line(0, kHuge) + line(1, 1)), {.lines = 2, .intact = 2, .missing = kHuge});
  expect_counts(check(line(kHuge, 0) + line(kHuge, kHuge) + line(kHuge, kHuge)),
                {.lines = 3, .intact = 2, .duplicated = 1, .missing = kHuge - 1});
  expect_counts(check(line(0, 0), kHuge), {.lines = 1, .intact = 1, .missing = kHuge - 1});
}

TEST(LogCheck, KeepsALittleOfTenMegabytesWithoutANewline) {
  const LogCheck found = check(std::string(10'000'000, 'x') + "\n" + line(0, 0));
  expect_counts(found, {.lines = 2, .intact = 1, .torn = 1});
  ASSERT_EQ(found.first_faults.size(), 1U);
  EXPECT_EQ(found.first_faults[0].text, std::string(300, 'x'));
}

TEST(LogCheck, RefusesALineThatIsTooLongToBeOneOfOursWhateverItsChecksum) {
  expect_counts(check(line(0, 0, std::string(600, 'x'))), {.lines = 1, .torn = 1});
}

TEST(LogCheck, RemembersTheFirstFaultsAndCountsTheRest) {
  std::string log;
  for (int i = 0; i < 100; ++i) log += "damage\n";
  for (int i = 0; i < 100; ++i) log += line(0, 0);
  const LogCheck found = check(log);
  expect_counts(found, {.lines = 200, .intact = 1, .torn = 100, .duplicated = 99});
  EXPECT_EQ(found.first_faults.size(), 16U);
}

// A log with every kind of damage in it.
std::string damaged_log() {
  std::string torn = line(3, 3);
  torn[30] = '\0';
  return line(0, 0) + torn + "\n\n" + line(1, 4) + line(0, 0) + line(0, kHuge) + std::string(2000, 'y') +
         "\n" + line(2, 0, std::string(600, 'x')) + line(2, 0) + "tail";
}

TEST(LogCheck, InPiecesOfEverySizeIsTheSameAsInOne) {
  const std::string log = damaged_log();
  const LogCheck whole = check(log, 5);
  // A number forged as high as kHuge leaves a gap that no expectation makes up for.
  expect_counts(whole, {.lines = 11, .intact = 4, .torn = 6, .duplicated = 1, .missing = kHuge});
  for (std::size_t size = 1; size <= log.size(); ++size) {
    LogChecker checker;
    for (std::size_t at = 0; at < log.size(); at += size)
      checker.feed(std::string_view(log).substr(at, size));
    ASSERT_EQ(checker.finish(5), whole) << "pieces of " << size;
  }
}

TEST(LogCheck, InRandomPiecesIsTheSameAsInOne) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string log = damaged_log();
    for (int i = 0; i < 5; ++i) log[random() % log.size()] = "\n\0x0"[random() % 4];
    const LogCheck whole = check(log);
    expect_consistent(whole);
    LogChecker checker;
    for (std::string_view rest = log; !rest.empty();) {
      const std::size_t size = std::min<std::size_t>(random() % 700, rest.size());
      checker.feed(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    ASSERT_EQ(checker.finish(), whole);
  }
}

TEST(LogCheck, OfAFileLargerThanOneReadIsThatOfItsText) {
  std::string log;
  for (std::uint64_t seq = 0; seq < 3000; ++seq) log += line(0, seq);
  log += "torn";
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  std::ofstream(file, std::ios::binary) << log;
  EXPECT_EQ(check_log(file, 3000), check(log, 3000));
}

TEST(LogCheck, OfWhatCannotBeReadNamesTheFileAndTheCause) {
  const auto message = [](const char* path) -> std::string {
    try {
      check_log(path);
    } catch (const std::filesystem::filesystem_error& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_THAT(message("/nowhere/x.log"),
              testing::AllOf(testing::HasSubstr("/nowhere/x.log"), testing::HasSubstr("No such file")));
  EXPECT_THAT(message("/tmp"), testing::AllOf(testing::HasSubstr("/tmp"), testing::HasSubstr("directory")));
}

}  // namespace
}  // namespace heddle
