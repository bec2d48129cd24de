// What a ledger is for, with one worker.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Ledger, LoggingCountsToo) {
  Ledger<NativeSync> ledger;
  ledger.log();
  EXPECT_EQ(ledger.lines(), 1) << "log() logs a line";
  EXPECT_EQ(ledger.images(), 1) << "log() counts the image";
}

TEST(Ledger, CountingLogsToo) {
  Ledger<NativeSync> ledger;
  ledger.count();
  EXPECT_EQ(ledger.images(), 1) << "count() counts the image";
  EXPECT_EQ(ledger.lines(), 1) << "count() logs a line";
}

}  // namespace
}  // namespace heddle::exercise
