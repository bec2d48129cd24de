// A line of the log: its fields, its checksum, and what becomes of hostile names.
#include "heddle/log/entry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "reference_crc32.hpp"

namespace heddle {
namespace {

using testing::ElementsAre;

LogEntry example() {
  return {.time_us = 12345,
          .worker = 1,
          .seq = 17,
          .image = "\"my photo.png\"",
          .width = 640,
          .height = 480,
          .first_row = 0,
          .last_row = 7,
          .took_us = 412};
}

std::string_view without_newline(const LogLine& line) {
  return line.text().substr(0, line.text().size() - 1);
}

// The checksum is the one that Python's zlib.crc32 gives.
TEST(LogLine, HoldsEveryFieldInOrderAndEndsWithItsChecksum) {
  EXPECT_EQ(
      LogLine(example()).text(),
      "time=0.012345 worker=1 seq=17 image=\"my photo.png\" size=640x480 rows=0-7 ms=0.412 crc=7d5b9567\n");
}

TEST(LogLine, WritesTimesWithAllTheirDigits) {
  LogEntry entry = example();
  entry.time_us = 7'000'000'001;
  entry.took_us = 60'000;
  const std::string text(LogLine(entry).text());
  EXPECT_THAT(text, testing::StartsWith("time=7000.000001 "));
  EXPECT_THAT(text, testing::HasSubstr(" ms=60.000 "));
}

TEST(LogLine, TakesATimeBeforeTheRunAsItsBegin) {
  LogEntry entry = example();
  entry.time_us = -1;
  entry.took_us = std::numeric_limits<std::int64_t>::min();
  const std::string text(LogLine(entry).text());
  EXPECT_THAT(text, testing::StartsWith("time=0.000000 "));
  EXPECT_THAT(text, testing::HasSubstr(" ms=0.000 "));
}

TEST(LogLine, OfTheLargestNumbersAndTheLongestNameFits) {
  const std::string name(10'000, 'x');
  const auto largest = std::numeric_limits<std::size_t>::max();
  const LogLine line({.time_us = std::numeric_limits<std::int64_t>::max(),
                      .worker = std::numeric_limits<int>::min(),
                      .seq = std::numeric_limits<std::uint64_t>::max(),
                      .image = name,
                      .width = largest,
                      .height = largest,
                      .first_row = largest,
                      .last_row = largest,
                      .took_us = std::numeric_limits<std::int64_t>::max()});
  EXPECT_LT(line.text().size(), LogLine::kMaxSize);
  EXPECT_EQ(line.text().back(), '\n');
}

TEST(LogLine, InFieldsIsTheWholeLine) {
  LogEntry entry = example();
  entry.image = "a.png";
  const LogLine line(entry);
  std::vector<std::string> fields;
  std::string joined;
  line.for_each_field([&](std::string_view field) {
    fields.emplace_back(field);
    joined += field;
  });
  EXPECT_EQ(joined, line.text());
  ASSERT_EQ(fields.size(), 8U);
  fields.pop_back();  // the checksum
  EXPECT_THAT(fields, ElementsAre("time=0.012345 ", "worker=1 ", "seq=17 ", "image=a.png ", "size=640x480 ",
                                  "rows=0-7 ", "ms=0.412 "));
}

TEST(LineIdentity, OfALineIsItsWorkerAndNumber) {
  EXPECT_EQ(identify_line(without_newline(LogLine(example()))), (LineIdentity{1, 17}));
}

TEST(LineIdentity, IsNotTakenFromTheNameOfAnImage) {
  LogEntry entry = example();
  const std::string name = logfmt_value("x worker=9 seq=9 crc=00000000");
  entry.image = name;
  EXPECT_EQ(identify_line(without_newline(LogLine(entry))), (LineIdentity{1, 17}));
}

TEST(LineIdentity, IsRefusedWhenAnyByteIsDamagedOrCutOff) {
  const LogLine line(example());
  const std::string right(without_newline(line));
  for (std::size_t i = 0; i < right.size(); ++i) {
    std::string damaged = right;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    ASSERT_EQ(identify_line(damaged), std::nullopt) << damaged;
    ASSERT_EQ(identify_line(std::string_view(right).substr(0, i)), std::nullopt) << i;
  }
}

std::string with_checksum(std::string line) {
  constexpr char kHex[] = "0123456789abcdef";
  const std::uint32_t checksum = reference_crc32(line);
  line += " crc=";
  for (int shift = 28; shift >= 0; shift -= 4) line += kHex[(checksum >> shift) & 0xF];
  return line;
}

TEST(LineIdentity, IsRefusedWithARightChecksumAroundWhatIsNoLineOfOurs) {
  EXPECT_EQ(identify_line(with_checksum("time=0 worker=3 seq=4 x=1")), (LineIdentity{3, 4}));
  for (const std::string line :
       {"", "hello", "time=0", "time=0 worker=3", "time=0 seq=4", "time=0 worker= seq=4",
        "time=0 worker=-3 seq=4", "time=0 worker=3x seq=4", "time=0 worker=3 seq=99999999999999999999"})
    EXPECT_EQ(identify_line(with_checksum(line)), std::nullopt) << line;
  EXPECT_EQ(identify_line(with_checksum("time=0 worker=3 seq=4 image=" + std::string(600, 'x'))),
            std::nullopt)
      << "longer than any line of ours";
}

TEST(LogfmtValue, LeavesAPlainNameAsItIs) {
  EXPECT_EQ(logfmt_value("holiday/0001.png"), "holiday/0001.png");
  EXPECT_EQ(logfmt_value("Grüße/日本/🎈.png"), "Grüße/日本/🎈.png");
}

TEST(LogfmtValue, QuotesWhatWouldBreakTheFields) {
  EXPECT_EQ(logfmt_value(""), "\"\"");
  EXPECT_EQ(logfmt_value("my photo.png"), "\"my photo.png\"");
  EXPECT_EQ(logfmt_value("a=b"), "\"a=b\"");
  EXPECT_EQ(logfmt_value("a\"b\\c"), "\"a\\\"b\\\\c\"");
}

TEST(LogfmtValue, EscapesControlCharacters) {
  EXPECT_EQ(logfmt_value("a\nb\r\tc"), "\"a\\x0ab\\x0d\\x09c\"");
  EXPECT_EQ(logfmt_value("\x1B[31m"), "\"\\x1b[31m\"");
  EXPECT_EQ(logfmt_value(std::string_view("\0\x7F", 2)), "\"\\x00\\x7f\"");
  EXPECT_EQ(logfmt_value("\xC2\x9B"
                         "31m"),
            "\"\\xc2\\x9b31m\"")
      << "U+009B starts a sequence as ESC [ does";
}

TEST(LogfmtValue, EscapesWhatIsNotUtf8) {
  EXPECT_EQ(logfmt_value("\xFF.png"), "\"\\xff.png\"");
  EXPECT_EQ(logfmt_value("\x80"), "\"\\x80\"") << "a continuation alone";
  EXPECT_EQ(logfmt_value("\xE6\x97"), "\"\\xe6\\x97\"") << "a sequence cut off by the end";
  EXPECT_EQ(logfmt_value("\xE6\x97x"), "\"\\xe6\\x97x\"") << "a sequence cut off by another character";
  EXPECT_EQ(logfmt_value("\xC0\xAF"), "\"\\xc0\\xaf\"") << "an overlong slash";
  EXPECT_EQ(logfmt_value("\xED\xA0\x80"), "\"\\xed\\xa0\\x80\"") << "a surrogate";
  EXPECT_EQ(logfmt_value("\xF4\x90\x80\x80"), "\"\\xf4\\x90\\x80\\x80\"") << "beyond U+10FFFF";
}

TEST(LogfmtValue, CutsAtThePermittedLengthAndNotBefore) {
  const std::string longest_plain(240, 'x');
  EXPECT_EQ(logfmt_value(longest_plain), longest_plain);
  EXPECT_EQ(logfmt_value(std::string(237, 'x') + " "), "\"" + std::string(237, 'x') + " \"");
  EXPECT_EQ(logfmt_value(std::string(5000, 'x')), "\"" + std::string(235, 'x') + "...\"");
}

TEST(LogfmtValue, NeverCutsACharacterOrAnEscapeInTwo) {
  for (std::size_t lead = 0; lead < 8; ++lead) {
    std::string name(lead, 'x');
    for (int i = 0; i < 100; ++i) name += "🎈";
    std::string value = logfmt_value(name);
    ASSERT_LE(value.size(), 240U);
    EXPECT_EQ((value.size() - lead - 5) % 4, 0U) << value;

    value = logfmt_value(std::string(lead, 'x') + std::string(5000, '\n'));
    ASSERT_LE(value.size(), 240U);
    EXPECT_EQ((value.size() - lead - 5) % 4, 0U) << value;
  }
}

TEST(LogfmtValue, OfRandomBytesKeepsTheLineWholeAndItsIdentity) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 5000; ++i) {
    std::string name(random() % 300, '\0');
    for (char& c : name) c = static_cast<char>(random());
    const std::string value = logfmt_value(name);
    ASSERT_LE(value.size(), 240U);
    LogEntry entry = example();
    entry.image = value;
    const LogLine line(entry);
    ASSERT_EQ(line.text().find('\n'), line.text().size() - 1);
    ASSERT_EQ(identify_line(without_newline(line)), (LineIdentity{1, 17}));
  }
}

}  // namespace
}  // namespace heddle
