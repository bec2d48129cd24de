#include "heddle/work/process_ledger.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "forked.hpp"

namespace heddle {
namespace {

TEST(JobLedger, GivesAJobToOneWorker) {
  JobLedger ledger(2);
  EXPECT_TRUE(ledger.claim(1, 4));
  EXPECT_FALSE(ledger.claim(1, 5));
  EXPECT_EQ(ledger.claimed_by(4), 1U);
  EXPECT_EQ(ledger.claimed_by(5), std::nullopt);
  EXPECT_EQ(ledger.unfinished(), 2U);
  ledger.finish(1);
  EXPECT_TRUE(ledger.is_done(1));
  EXPECT_EQ(ledger.claimed_by(4), std::nullopt);
  EXPECT_FALSE(ledger.claim(1, 5));
  EXPECT_EQ(ledger.unfinished(), 1U);
}

TEST(JobLedger, NextGoesRoundOnce) {
  JobLedger ledger(3);
  EXPECT_EQ(ledger.claim_next(2, 0), 2U);
  EXPECT_EQ(ledger.claim_next(2, 0), 0U);
  EXPECT_EQ(ledger.claim_next(3, 0), 1U);
  EXPECT_EQ(ledger.claim_next(0, 0), std::nullopt);
  EXPECT_EQ(JobLedger(0).claim_next(0, 0), std::nullopt);
}

TEST(JobLedger, PutsBackUntilTheLastDeath) {
  JobLedger ledger(1);
  for (int worker = 0; worker < 2; ++worker) {
    ASSERT_TRUE(ledger.claim(0, worker));
    EXPECT_TRUE(ledger.put_back(0, 3));
  }
  ASSERT_TRUE(ledger.claim(0, 2));
  EXPECT_FALSE(ledger.put_back(0, 3));
  EXPECT_TRUE(ledger.is_given_up(0));
  EXPECT_FALSE(ledger.is_done(0));
  EXPECT_FALSE(ledger.claim(0, 3));
  EXPECT_EQ(ledger.unfinished(), 0U);
}

TEST(JobLedger, ProcessesThatClaimAtOnceNeverShareAJob) {
  constexpr std::size_t kJobs = 2'000;
  JobLedger ledger(kJobs);
  SharedMemory<std::atomic<int>[]> claims(kJobs);
  std::vector<pid_t> children;
  for (int worker = 0; worker < 4; ++worker)
    children.push_back(test::start_forked([&, worker] {
      while (const auto job = ledger.claim_next(0, worker)) ++claims[*job];
    }));
  for (const pid_t child : children) EXPECT_TRUE(test::ended_well(test::wait_for(child)));
  for (std::size_t job = 0; job < kJobs; ++job) EXPECT_EQ(claims[job], 1) << job;
}

}  // namespace
}  // namespace heddle
