// What a pile is for, where nobody has to wait.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Pile, GivesTheImageOnTheTop) {
  Pile<NativeSync> pile;
  pile.put(3);
  pile.put(5);
  EXPECT_EQ(pile.take(), 5) << "the image on the top is the one that was put last";
  EXPECT_EQ(pile.take(), 3) << "below it is the one that was put before";
}

TEST(Pile, GivesNoImageWithoutWaitingWhereThereIsNone) {
  Pile<NativeSync> pile;
  EXPECT_EQ(pile.try_take(), kNoImage) << "try_take() does not wait for an image";
  pile.put(3);
  EXPECT_EQ(pile.try_take(), 3) << "try_take() takes what is there";
  EXPECT_EQ(pile.try_take(), kNoImage) << "an image is taken once";
}

}  // namespace
}  // namespace heddle::exercise
