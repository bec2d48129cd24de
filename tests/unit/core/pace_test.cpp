// The pace of a work, computed by hand.
#include "heddle/core/pace.hpp"

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Pace, IsTheRateAndWhatIsLeftAtThatRate) {
  EXPECT_EQ(pace_in_words(12, 24, 1.5), "12 of 24 images, 8.0/s, about 2 s left");
  EXPECT_EQ(pace_in_words(100, 12'000, 1), "100 of 12,000 images, 100/s, about 119 s left");
  EXPECT_EQ(pace_in_words(1, 5, 4), "1 of 5 images, 0.25/s, about 16 s left");
}

TEST(Pace, TellsMinutesAndHoursFromTwoOfThemOn) {
  EXPECT_EQ(pace_in_words(1, 121, 1), "1 of 121 images, 1.0/s, about 2 min left");
  EXPECT_EQ(pace_in_words(1, 7'200, 1), "1 of 7,200 images, 1.0/s, about 120 min left");
  EXPECT_EQ(pace_in_words(1, 7'201, 1), "1 of 7,201 images, 1.0/s, about 2 h left");
}

TEST(Pace, TellsNoFractionOfASecond) {
  EXPECT_EQ(pace_in_words(3, 4, 0.3), "3 of 4 images, 10/s, less than 1 s left");
}

TEST(Pace, OfNothingDoneOrInNoTimeIsUnknown) {
  EXPECT_EQ(pace_in_words(0, 1, 5), "0 of 1 image");
  EXPECT_EQ(pace_in_words(3, 4, 0), "3 of 4 images");
}

TEST(Pace, OfAllLeavesNothing) {
  EXPECT_EQ(pace_in_words(4, 4, 2), "4 of 4 images, 2.0/s");
}

TEST(Pace, OfMoreThanAllIsThatOfAll) {
  EXPECT_EQ(pace_in_words(5, 4, 2), "4 of 4 images, 2.0/s");
}

TEST(Pace, OfHugeNumbersDoesNotOverflow) {
  EXPECT_EQ(pace_in_words(1, ~std::uint64_t{0}, 3600),
            "1 of 18,446,744,073,709,551,615 images, 0.00/s, about 1,000,000,000,000,000 h left");
}

}  // namespace
}  // namespace heddle
