// What an index is for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(WorkIndex, HandsOutEachNumberInOrder) {
  WorkIndex<NativeSync> index(100);
  for (int image = 0; image < 100; ++image)
    ASSERT_EQ(index.claim(), image) << "the next number is handed out";
}

TEST(WorkIndex, SaysWhenAllAreClaimed) {
  WorkIndex<NativeSync> index(1);
  index.claim();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(index.claim(), kNoImage) << "all are claimed, and stay so";
}

TEST(WorkIndex, HandsOutNothingWhereThereIsNothing) {
  WorkIndex<NativeSync> index(0);
  EXPECT_EQ(index.claim(), kNoImage) << "there is no image to hand out";
}

}  // namespace
}  // namespace heddle::exercise
