// What a frame is for, where nobody has to wait.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Frame, HasThePixelsThatWerePublished) {
  Frame<NativeSync> frame;
  frame.publish(128);
  EXPECT_EQ(frame.receive(), 128) << "what is published is what is received";
}

}  // namespace
}  // namespace heddle::exercise
