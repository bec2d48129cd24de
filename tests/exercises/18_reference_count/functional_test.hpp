// What a shared image is for, where the workers let go of it one after the other.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(SharedImage, IsSavedByTheLastOne) {
  SharedImage<NativeSync> image(3);
  std::vector<int> saved;
  const auto save = [&saved](int gray) { saved.push_back(gray); };
  image.draw(0, 10);
  image.let_go(save);
  EXPECT_TRUE(saved.empty()) << "two workers still hold the image, and it was saved";
  image.draw(1, 20);
  image.let_go(save);
  EXPECT_TRUE(saved.empty()) << "one worker still holds the image, and it was saved";
  image.let_go(save);
  EXPECT_EQ(saved, (std::vector<int>{10, 20})) << "the last one saves all tiles, in order";
}

}  // namespace
}  // namespace heddle::exercise
