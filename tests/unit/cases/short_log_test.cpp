// The short lines of the cases, and what is said of a log of them.
#include "heddle/cases/short_log.hpp"

#include <gtest/gtest.h>

#include <string>

#include "heddle/log/field_line.hpp"

namespace heddle::cases {
namespace {

static_assert(FieldLine<ShortLine>);
static_assert(FieldLine<LogLine>);

TEST(ShortLine, IsItsFieldsInOrder) {
  const ShortLine line({.worker = 7});
  std::string joined;
  int fields = 0;
  line.for_each_field([&](std::string_view field) {
    joined += field;
    ++fields;
  });
  EXPECT_EQ(line.text(), "7 7\n");
  EXPECT_EQ(joined, line.text());
  EXPECT_EQ(fields, 2);
  EXPECT_EQ(line.text().size(), ShortLine::kMaxSize);
}

TEST(StateOf, ALogWithEveryLineOnceIsIntactInWhateverOrder) {
  EXPECT_EQ(state_of("0 0\n1 1\n", 2), "intact");
  EXPECT_EQ(state_of("1 1\n2 2\n0 0\n", 3), "intact");
}

TEST(StateOf, ALogWithMixedOrHalfLinesIsTorn) {
  EXPECT_EQ(state_of("0 1\n1 0\n", 2), "torn");
  EXPECT_EQ(state_of("0 0 1\n1\n", 2), "torn");
  EXPECT_EQ(state_of("0 0\n1 ", 2), "torn");
  EXPECT_EQ(state_of(std::string("\0\0\0\0", 4), 2), "torn");
  EXPECT_EQ(state_of("0 0\n\n1 1\n", 2), "torn");
}

TEST(StateOf, ALogWithALineThatNobodyWroteIsTorn) {
  EXPECT_EQ(state_of("0 0\n1 1\n2 2\n", 2), "torn");
}

TEST(StateOf, ALogWithALineTwiceIsDoubled) {
  EXPECT_EQ(state_of("0 0\n0 0\n1 1\n", 2), "doubled");
  EXPECT_EQ(state_of("1 1\n1 1\n", 2), "doubled") << "though the other line is lost too";
}

TEST(StateOf, ALogWithoutOneOfTheLinesIsLost) {
  EXPECT_EQ(state_of("0 0\n", 2), "lost");
  EXPECT_EQ(state_of("", 2), "lost");
}

}  // namespace
}  // namespace heddle::cases
