// What a counter is for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(ImageCounter, BeginsAtNone) {
  ImageCounter<NativeSync> counter;
  EXPECT_EQ(counter.count(), 0) << "nothing was converted yet";
}

TEST(ImageCounter, CountsEachImage) {
  ImageCounter<NativeSync> counter;
  for (int i = 0; i < 1'000; ++i) counter.add_one();
  EXPECT_EQ(counter.count(), 1'000) << "each of 1,000 images counts";
}

}  // namespace
}  // namespace heddle::exercise
