// What a queue is for, where nobody has to wait.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(ImageQueue, GivesImagesInTheOrderTheyCameIn) {
  ImageQueue<NativeSync> queue(3);
  for (const int image : {4, 5, 6}) queue.put(image);
  for (const int image : {4, 5, 6}) EXPECT_EQ(queue.take(), image) << "the oldest image comes first";
}

TEST(ImageQueue, HasRoomAgainForEachImageThatIsTaken) {
  ImageQueue<NativeSync> queue(1);
  for (int image = 1; image <= 100; ++image) {
    queue.put(image);
    EXPECT_EQ(queue.take(), image) << "the image that was put in is the one that is taken";
  }
}

}  // namespace
}  // namespace heddle::exercise
