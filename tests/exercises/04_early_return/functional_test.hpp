// What a quota is for, with one worker. No test goes on after a refusal: what was handed out would wait
// there.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Quota, CountsUpToItsLimit) {
  Quota<NativeSync> quota(2);
  EXPECT_TRUE(quota.add(12)) << "there is room for two images";
  EXPECT_TRUE(quota.add(9)) << "there is room for two images";
  EXPECT_FALSE(quota.add(7)) << "the day is full";
  EXPECT_EQ(quota.images(), 2) << "two images were counted";
}

TEST(Quota, CountsNoEmptyImage) {
  Quota<NativeSync> quota(2);
  EXPECT_FALSE(quota.add(0)) << "an empty image does not count";
  EXPECT_EQ(quota.images(), 0) << "an empty image does not count";
}

}  // namespace
}  // namespace heddle::exercise
