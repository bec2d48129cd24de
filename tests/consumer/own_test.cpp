#include <gtest/gtest.h>

#include <sanitizers/relacy/explore.hpp>

#include "spinlock.hpp"

TEST(Spinlock, TakenInOneStepIsProved) {
  const heddle::Verdict verdict = heddle::explore<spinlock::Fixed>();
  EXPECT_EQ(verdict.status, heddle::Verdict::Status::kProved) << verdict.summary;
}

TEST(Spinlock, TakenInTwoStepsLetsBothIn) {
  const heddle::Verdict verdict = heddle::explore<spinlock::Racy>();
  EXPECT_EQ(verdict.finding, heddle::Finding::kDataRace) << verdict.summary;
}
