// What a deque is for, where nobody meets.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

using Deque = WorkDeque<NativeSync>;

TEST(WorkDeque, IsEmptyAtFirst) {
  Deque deque;
  EXPECT_EQ(deque.take(), Deque::kNone) << "there is nothing to take";
  EXPECT_EQ(deque.steal(), Deque::kNone) << "there is nothing to steal";
}

TEST(WorkDeque, GivesTheOwnerTheLastImage) {
  Deque deque;
  EXPECT_TRUE(deque.push(1));
  EXPECT_TRUE(deque.push(2));
  EXPECT_EQ(deque.take(), 2) << "the owner takes what it added last";
  EXPECT_EQ(deque.take(), 1) << "then the one before";
  EXPECT_EQ(deque.take(), Deque::kNone) << "each image is had once";
}

TEST(WorkDeque, GivesThievesTheFirstImage) {
  Deque deque;
  deque.push(1);
  deque.push(2);
  EXPECT_EQ(deque.steal(), 1) << "a thief gets the oldest image";
  EXPECT_EQ(deque.steal(), 2) << "then the next";
  EXPECT_EQ(deque.steal(), Deque::kNone) << "each image is had once";
}

TEST(WorkDeque, SaysThatItIsFull) {
  Deque deque;
  for (int image = 0; image < Deque::kImages; ++image) EXPECT_TRUE(deque.push(image)) << "there is room";
  EXPECT_FALSE(deque.push(99)) << "a full deque takes no image, and says so";
  EXPECT_EQ(deque.steal(), 0) << "the image that found no room has overwritten none";
}

TEST(WorkDeque, GoesRoundAndRound) {
  Deque deque;
  for (int image = 0; image < 10'000; ++image) {
    ASSERT_TRUE(deque.push(image)) << "there is room in an empty deque";
    ASSERT_EQ(image % 2 == 0 ? deque.steal() : deque.take(), image) << "image after image is had";
    ASSERT_EQ(deque.take(), Deque::kNone) << "there was one";
  }
}

}  // namespace
}  // namespace heddle::exercise
