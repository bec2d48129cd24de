// What strips are for, with one worker, who has nobody to wait for.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Strips, HaveTheGrayOfWhatWasLoaded) {
  Strips<NativeSync> strips(1);
  for (const int gray : {7, 9, 200})
    EXPECT_EQ(strips.gray_sum(0, [gray] { return gray; }), gray) << "the only strip is the whole image";
}

}  // namespace
}  // namespace heddle::exercise
