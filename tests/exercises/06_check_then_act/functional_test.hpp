// What a cache is for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Cache, ConvertsAnImageOnce) {
  Cache<NativeSync> cache;
  int conversions = 0;
  const auto convert = [&conversions] { return 100 + ++conversions; };
  EXPECT_EQ(cache.gray_of(2, convert), 101) << "the image is what convert() returned";
  EXPECT_EQ(cache.gray_of(2, convert), 101) << "it is still there when it is wanted again";
  EXPECT_EQ(conversions, 1) << "an image that is there is not converted again";
}

TEST(Cache, KeepsImagesApart) {
  Cache<NativeSync> cache;
  EXPECT_EQ(cache.gray_of(0, [] { return 10; }), 10) << "each image is converted by itself";
  EXPECT_EQ(cache.gray_of(3, [] { return 13; }), 13) << "each image is converted by itself";
  EXPECT_EQ(cache.gray_of(0, [] { return 20; }), 10) << "each image is kept by itself";
}

}  // namespace
}  // namespace heddle::exercise
