// What a log is for, with one thread.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

using Log = Logger<NativeSync>;

auto line(int image) {
  return [image] { return image; };
}

TEST(Logger, IsEmptyAtFirst) {
  Log log;
  EXPECT_EQ(log.next_line(), Log::kNone) << "nothing was logged yet";
}

TEST(Logger, KeepsLinesInOrder) {
  Log log;
  EXPECT_TRUE(log.log(line(7)));
  EXPECT_TRUE(log.log(line(8)));
  EXPECT_EQ(log.next_line(), 7) << "the oldest line comes first";
  EXPECT_EQ(log.next_line(), 8) << "then the next";
  EXPECT_EQ(log.next_line(), Log::kNone) << "each line is carried once";
}

TEST(Logger, SaysThatItIsFull) {
  Log log;
  for (int image = 0; image < Log::kLines; ++image) EXPECT_TRUE(log.log(line(image))) << "there is room";
  EXPECT_FALSE(log.log(line(99))) << "a full ring takes no line, and says so";
  EXPECT_EQ(log.next_line(), 0) << "the line that found no room has overwritten none";
  EXPECT_TRUE(log.log(line(99))) << "a line that was carried leaves room";
}

TEST(Logger, TakesALineAmidAnother) {
  Log log;
  bool is_taken = false;
  log.log([&] {
    is_taken = log.log(line(8));
    return 7;
  });
  EXPECT_TRUE(is_taken) << "whoever logs while a line is being formatted does not wait for it";
  EXPECT_EQ(log.next_line(), 7) << "the line that was begun first comes first";
  EXPECT_EQ(log.next_line(), 8) << "the other was logged, too";
}

TEST(Logger, GoesRoundAndRound) {
  Log log;
  for (int image = 0; image < 10'000; ++image) {
    ASSERT_TRUE(log.log(line(image))) << "the ring is empty, so there is room";
    ASSERT_EQ(log.next_line(), image) << "what is logged is carried, line after line";
  }
}

}  // namespace
}  // namespace heddle::exercise
