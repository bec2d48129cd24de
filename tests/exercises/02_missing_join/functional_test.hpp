// What a conversion in the background is for.
#pragma once

#include <gtest/gtest.h>

#include <thread>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Background, ConvertsOnAnotherThread) {
  Background<NativeSync> background;
  std::thread::id converter = std::this_thread::get_id();
  background.gray_of([&converter] {
    converter = std::this_thread::get_id();
    return 200;
  });
  EXPECT_NE(converter, std::this_thread::get_id()) << "the caller converted the image itself";
}

}  // namespace
}  // namespace heddle::exercise
