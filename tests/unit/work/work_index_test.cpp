// The shared index gives every job to one worker.
#include "heddle/work/work_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <vector>

namespace heddle {
namespace {

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
  std::array<std::vector<std::size_t>, 4> claimed;
  {
    std::vector<Thread<NativeSync>> threads;
    for (auto& own : claimed)
      threads.emplace_back("worker", [&index, &own] {
        while (const auto job = index.claim()) own.push_back(*job);
      });
  }
  std::vector<std::size_t> all;
  for (const auto& own : claimed) {
    EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
    all.insert(all.end(), own.begin(), own.end());
  }
  std::sort(all.begin(), all.end());
  std::vector<std::size_t> expected(kJobs);
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  EXPECT_EQ(all, expected);
}

}  // namespace
}  // namespace heddle
