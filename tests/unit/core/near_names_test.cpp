// What is offered to somebody who mistyped a name.
#include "heddle/core/near_names.hpp"

#include <gmock/gmock.h>

namespace heddle {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string> kVariants{"lost_update.racy", "lost_update.mutex", "torn_line.racy",
                                         "lock_order.racy"};

TEST(NearNames, ASlipOfTheFingerIsForgiven) {
  EXPECT_THAT(near_names("lost_updat.racy", kVariants, 1), ElementsAre("lost_update.racy"));
  EXPECT_THAT(near_names("torn-line.racy", kVariants, 1), ElementsAre("torn_line.racy"));
}

TEST(NearNames, APartOfANameIsNearIt) {
  EXPECT_THAT(near_names("torn_line", kVariants), ElementsAre("torn_line.racy"));
  EXPECT_THAT(near_names("torn_line.racy.twice", kVariants), ElementsAre("torn_line.racy"));
}

TEST(NearNames, TheNearestComesFirst) {
  EXPECT_THAT(near_names("abcd", std::vector<std::string>{"abXY", "abcX", "abcd"}),
              ElementsAre("abcd", "abcX", "abXY"));
}

TEST(NearNames, WhatIsFarFromEverythingIsNearNothing) {
  EXPECT_THAT(near_names("philosophers", kVariants), IsEmpty());
  EXPECT_THAT(near_names("", kVariants), IsEmpty());
  EXPECT_THAT(near_names(std::string(100000, 'l'), kVariants), IsEmpty());
}

TEST(NearNames, TheMessageOffersTheNearOnesOrElseAll) {
  EXPECT_EQ(no_such_name("variant", "torn_lin.racy", kVariants),
            "no variant 'torn_lin.racy'; did you mean torn_line.racy?");
  EXPECT_EQ(no_such_name("variant", "x\n", kVariants),
            "no variant 'x\\x0a'; there are lost_update.racy, lost_update.mutex, torn_line.racy and "
            "lock_order.racy");
}

}  // namespace
}  // namespace heddle
