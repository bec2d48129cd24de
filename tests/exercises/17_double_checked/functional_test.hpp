// What a table is for that is made when it is needed, with one worker. The locks are counted: a look at a
// table that is there takes none.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

int locks_taken = 0;

struct CountsLocks : NativeSync {
  struct Mutex : NativeSync::Mutex {
    using NativeSync::Mutex::Mutex;
    void lock(Site site = {}) {
      ++locks_taken;
      NativeSync::Mutex::lock(site);
    }
  };
};

TEST(GammaTable, IsMadeOnceWhenItIsNeeded) {
  GammaTable<NativeSync> table;
  int made = 0;
  const auto make = [&made] {
    ++made;
    return 22;
  };
  EXPECT_EQ(table.value(make), 22) << "what was made is what is used";
  EXPECT_EQ(table.value(make), 22) << "the table is there for the next one too";
  EXPECT_EQ(made, 1) << "the table is made once";
}

TEST(GammaTable, IsUsedWithoutALockOnceItIsMade) {
  GammaTable<CountsLocks> table;
  table.value([] { return 22; });
  locks_taken = 0;
  table.value([] { return 22; });
  EXPECT_EQ(locks_taken, 0) << "the table was made, and still a worker took the lock to look at it";
}

}  // namespace
}  // namespace heddle::exercise
