// Whoever waits for a batch is told of jobs that are done, by threads and by processes.
#include "heddle/batch/job_progress.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

#include "batches.hpp"

namespace heddle {
namespace {

TEST(JobProgress, ShowsTheFirstJobAtOnceAndNotEveryOne) {
  std::vector<std::uint64_t> shown;
  JobProgress progress([&](std::uint64_t done) { shown.push_back(done); });
  progress.job_done();
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0], 1U);
  for (int i = 0; i < 100'000; ++i) progress.job_done();
  EXPECT_LT(shown.size(), 10'000U);
}

TEST(JobProgress, ThatCannotBeShownStopsNothing) {
  JobProgress progress([](std::uint64_t) { throw std::runtime_error("no terminal"); });
  progress.job_done();
}

TEST(JobProgress, IsToldByWorkersOfEveryStrategy) {
  for (const auto& strategy : strategies()) {
    struct Seen {
      std::atomic<std::uint64_t> times{0};
      std::atomic<std::uint64_t> most{0};
    };
    const SharedMemory<Seen> seen;
    test::Batch batch(6, 8, 8);
    batch.options.progress = [&seen](std::uint64_t done) {
      seen->times.fetch_add(1);
      seen->most.store(done);
    };
    const heddle::Run run = batch.run(default_way(strategy.kind), 2, "out");
    EXPECT_EQ(run.images, 6U) << strategy.name;
    EXPECT_GE(seen->times.load(), 1U) << strategy.name;
    EXPECT_GE(seen->most.load(), 1U) << strategy.name;
    EXPECT_LE(seen->most.load(), 6U) << strategy.name;
  }
}

}  // namespace
}  // namespace heddle
