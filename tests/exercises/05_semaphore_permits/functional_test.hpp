// What a desk is for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Desk, IsUsedAgainAndAgain) {
  Desk<NativeSync> desk;
  int retouched = 0;
  for (int i = 0; i < 10; ++i) desk.use([&] { ++retouched; });
  EXPECT_EQ(retouched, 10) << "each use of the desk retouches an image";
}

}  // namespace
}  // namespace heddle::exercise
