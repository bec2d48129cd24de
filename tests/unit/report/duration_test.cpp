// Spans of time as people read them.
#include "heddle/report/duration.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace heddle {
namespace {

TEST(DurationTest, HasTheUnitThatGivesItDigits) {
  EXPECT_EQ(duration_words(125), "125.00 s");
  EXPECT_EQ(duration_words(2.5), "2.50 s");
  EXPECT_EQ(duration_words(0.25), "250 ms");
  EXPECT_EQ(duration_words(0.01234), "12.3 ms");
  EXPECT_EQ(duration_words(0.001), "1 ms");
  EXPECT_EQ(duration_words(0.00004), "40 us");
}

TEST(DurationTest, IsNeverAThousandOfTheSmallerUnit) {
  EXPECT_EQ(duration_words(0.99951), "1.00 s");
  EXPECT_EQ(duration_words(0.9994), "999 ms");
  EXPECT_EQ(duration_words(0.00099951), "1 ms");
  EXPECT_EQ(duration_words(0.000999), "999 us");
}

TEST(DurationTest, TellsWhatIsNotZeroAsMoreThanZero) {
  EXPECT_EQ(duration_words(1e-9), "1 us");
}

TEST(DurationTest, TellsWhatIsNoSpanAsZero) {
  EXPECT_EQ(duration_words(0), "0 s");
  EXPECT_EQ(duration_words(-1), "0 s");
  EXPECT_EQ(duration_words(std::numeric_limits<double>::quiet_NaN()), "0 s");
}

TEST(DurationTest, ShowsMicrosecondsWithTheSignThatThePageHas) {
  EXPECT_EQ(duration_words(0.00004, "&micro;s"), "40 &micro;s");
  EXPECT_EQ(duration_words(0.25, "&micro;s"), "250 ms");
}

}  // namespace
}  // namespace heddle
