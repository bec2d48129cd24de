// What a buffered log is for, with one worker. What a full buffer does is for the scenarios: what was handed
// out would wait here.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(BufferedLog, KeepsALineUntilItIsWrittenOut) {
  Sink<NativeSync> file{InMemory{"log"}};
  BufferedLog<NativeSync> log(file);
  log.log(7);
  EXPECT_EQ(file.contents(), "") << "a line is kept until it is written out";
  log.write_out();
  EXPECT_EQ(file.contents(), "converted 7\n") << "write_out() writes the line that was kept";
  log.write_out();
  EXPECT_EQ(file.contents(), "converted 7\n") << "a line is written out once";
}

}  // namespace
}  // namespace heddle::exercise
