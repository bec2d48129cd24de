// What a tray is for, where nobody has to wait.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Tray, GivesWhatWasPutIn) {
  Tray<NativeSync> tray;
  tray.put(12);
  EXPECT_EQ(tray.take(), 12) << "the image that was put in is the one that is taken";
}

}  // namespace
}  // namespace heddle::exercise
