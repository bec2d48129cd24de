// The shared index gives every job to one worker; the racy one gives some to two.
#include "heddle/work/work_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <vector>

#include "../sync/seen_within.hpp"
#include "../sync/yielding_sync.hpp"
#include "heddle/work/unsynchronized_work_index.hpp"

namespace heddle {
namespace {

// What each of four threads claimed; all begin together.
template <class Index>
std::array<std::vector<std::size_t>, 4> claim_from_threads(Index& index) {
  std::array<std::vector<std::size_t>, 4> claimed;
  Latch<NativeSync> gate("gate", 4);
  std::vector<Thread<NativeSync>> threads;
  for (auto& own : claimed)
    threads.emplace_back("worker", [&gate, &index, &own] {
      gate.count_down();
      gate.wait();
      while (const auto job = index.claim()) own.push_back(*job);
    });
  threads.clear();
  return claimed;
}

TEST(WorkIndex, GivesTheJobsInOrderAndThenNothing) {
  WorkIndex<> index(2);
  EXPECT_EQ(index.claim(), 0U);
  EXPECT_EQ(index.claim(), 1U);
  EXPECT_EQ(index.claim(), std::nullopt);
  EXPECT_EQ(index.claim(), std::nullopt);
}

TEST(WorkIndex, OfNoJobsGivesNothing) {
  EXPECT_EQ(WorkIndex<>(0).claim(), std::nullopt);
}

TEST(WorkIndex, GivesEachJobToExactlyOneOfManyThreads) {
  constexpr std::size_t kJobs = 100'000;
  WorkIndex<> index(kJobs);
  std::vector<std::size_t> all;
  for (const auto& own : claim_from_threads(index)) {
    EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
    all.insert(all.end(), own.begin(), own.end());
  }
  std::sort(all.begin(), all.end());
  std::vector<std::size_t> expected(kJobs);
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  EXPECT_EQ(all, expected);
}

TEST(UnsynchronizedWorkIndex, OfOneWorkerGivesTheJobsInOrderAndThenNothing) {
  UnsynchronizedWorkIndex<> index(2);
  EXPECT_EQ(index.claim(), 0U);
  EXPECT_EQ(index.claim(), 1U);
  EXPECT_EQ(index.claim(), std::nullopt);
}

// The number of claims of some 1000 jobs by several workers.
std::size_t claims_of_a_thousand() {
  UnsynchronizedWorkIndex<YieldingSync> index(1000);
  std::size_t claims = 0;
  for (const auto& own : claim_from_threads(index)) {
    EXPECT_TRUE(std::all_of(own.begin(), own.end(), [](std::size_t job) { return job < 1000; }));
    claims += own.size();
  }
  return claims;
}

TEST(UnsynchronizedWorkIndex, GivesJobsTwiceAndNoneBeyondTheLast) {
  // One try missed in none of 1000.
  EXPECT_TRUE(seen_within(5, 0.01, [] { return claims_of_a_thousand() > 1000; }));
}

}  // namespace
}  // namespace heddle
