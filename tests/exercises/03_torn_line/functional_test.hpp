// What is in the log when one worker writes it.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Logger, WritesALineForEachImage) {
  Sink<NativeSync> log{InMemory{"log"}};
  Logger<NativeSync> logger(log);
  logger.converted(3);
  logger.converted(12);
  EXPECT_EQ(log.contents(), "converted 3\nconverted 12\n") << "a line for each image, in order";
}

}  // namespace
}  // namespace heddle::exercise
