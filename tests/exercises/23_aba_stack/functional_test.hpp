// What free buffers are for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include <set>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

using Buffers = FreeBuffers<NativeSync>;

TEST(FreeBuffers, AreTakenOneByOneUntilNoneIsLeft) {
  Buffers free;
  std::set<int> taken;
  for (int i = 0; i < Buffers::kBuffers; ++i) taken.insert(free.take());
  EXPECT_EQ(taken, (std::set<int>{0, 1, 2})) << "each of the three buffers is had once";
  EXPECT_EQ(free.take(), Buffers::kNone) << "there is no fourth";
}

TEST(FreeBuffers, ComeBack) {
  Buffers free;
  for (int i = 0; i < Buffers::kBuffers; ++i) free.take();
  free.give_back(1);
  EXPECT_EQ(free.take(), 1) << "what was given back can be taken again";
  EXPECT_EQ(free.take(), Buffers::kNone) << "it was given back once";
}

TEST(FreeBuffers, AreAStack) {
  Buffers free;
  for (int i = 0; i < Buffers::kBuffers; ++i) free.take();
  for (const int buffer : {2, 0, 1}) free.give_back(buffer);
  for (const int buffer : {1, 0, 2})
    EXPECT_EQ(free.take(), buffer) << "the last given back is warm, and taken first";
}

TEST(FreeBuffers, LastForManyImages) {
  Buffers free;
  for (int image = 0; image < 100'000; ++image) {
    const int one = free.take();
    const int other = free.take();
    ASSERT_TRUE(one >= 0 && other >= 0 && one != other) << "two of three buffers are free, image after image";
    free.give_back(one);
    free.give_back(other);
  }
}

}  // namespace
}  // namespace heddle::exercise
