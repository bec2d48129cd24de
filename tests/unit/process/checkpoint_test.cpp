#include "heddle/process/checkpoint.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "forked.hpp"
#include "heddle/process/shared_memory.hpp"

namespace heddle {
namespace {

TEST(Checkpoint, TheNthOneKills) {
  for (int n = 1; n <= 4; ++n) {
    SharedMemory<std::atomic<int>> passed(0);
    const int status = test::run_forked([&] {
      die_at_checkpoint(n);
      for (int i = 0; i < 10; ++i) {
        checkpoint();
        ++*passed;
      }
    });
    EXPECT_TRUE(test::was_killed(status));
    EXPECT_EQ(*passed, n - 1);
  }
}

TEST(Checkpoint, DoesNothingWhenNotArmedOrDisarmed) {
  checkpoint();
  EXPECT_FALSE(checkpoint_is_armed());
  const int status = test::run_forked([] {
    die_at_checkpoint(1);
    die_at_checkpoint(0);
    checkpoint();
  });
  EXPECT_TRUE(test::ended_well(status));
}

}  // namespace
}  // namespace heddle
