// What a picture is for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Picture, ShowsTheLastChange) {
  Picture<NativeSync> picture(1);
  int seen = 0;
  const auto see = [&seen](auto& pixels) { seen = pixels.read(); };
  picture.look(see);
  EXPECT_EQ(seen, 1) << "who looks sees the picture";
  picture.change(2);
  picture.look(see);
  EXPECT_EQ(seen, 2) << "who looks after a change sees the new picture";
}

TEST(Picture, CountsEachLook) {
  Picture<NativeSync> picture(1);
  EXPECT_EQ(picture.looks(), 0) << "nobody has looked yet";
  for (int i = 0; i < 1'000; ++i) picture.look([](auto&) {});
  EXPECT_EQ(picture.looks(), 1'000) << "each of 1,000 looks counts";
}

}  // namespace
}  // namespace heddle::exercise
