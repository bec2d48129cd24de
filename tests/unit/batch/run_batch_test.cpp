// Every strategy with every counter and logger that goes with it: the right ones are right, the racy ones
// lose nothing but counts and lines, and the pictures are the same bytes whoever made them.
#include "heddle/batch/run_batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "batches.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

using test::Batch;
using test::files_in;

constexpr std::size_t kPictures = 5;
constexpr std::size_t kWidth = 40;
constexpr std::size_t kHeight = 35;          // the last line of a picture is about three rows
constexpr std::size_t kLinesPerPicture = 5;  // for 35 rows, 8 rows a line

class EveryWay : public testing::TestWithParam<StrategyKind> {};

std::string name_of_test(const testing::TestParamInfo<StrategyKind>& info) {
  std::string name(name_of(info.param));
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(RunBatch, EveryWay,
                         testing::Values(StrategyKind::kSequential, StrategyKind::kThreads,
                                         StrategyKind::kPool, StrategyKind::kProcesses,
                                         StrategyKind::kProcessPool),
                         name_of_test);

TEST_P(EveryWay, KeepsItsPromiseWithEveryCounterAndLogger) {
  Batch batch(kPictures, kWidth, kHeight);
  const auto reference = batch.sequential();
  ASSERT_EQ(reference.size(), kPictures);
  for (const auto& counter : counters())
    for (const auto& logger : loggers())
      for (const int workers : {1, 3}) {
        const Way way{GetParam(), counter.kind, logger.kind};
        if (why_illegal(way)) continue;
        SCOPED_TRACE(std::string(counter.name) + "/" + std::string(logger.name) + ", " +
                     std::to_string(workers));
        const heddle::Run run = batch.run(way, workers, "out");

        EXPECT_EQ(files_in(batch.folder / "out"), reference);
        EXPECT_EQ(run.images, kPictures);
        EXPECT_EQ(run.rows, kPictures * kHeight);
        EXPECT_EQ(run.rows_expected, kPictures * kHeight * 2);  // converted and written
        EXPECT_EQ(run.pixels, kPictures * kWidth * kHeight);
        EXPECT_EQ(run.log.expected, kPictures * kLinesPerPicture);
        EXPECT_TRUE(run.failures.empty());
        EXPECT_EQ(run.log_error, "");
        EXPECT_EQ(run.deaths, 0);
        if (is_racy(way, batch.options.permits) && workers > 1) {
          EXPECT_LE(run.images_counted, run.images);
          EXPECT_LE(run.rows_counted, run.rows_expected);
        } else {
          EXPECT_TRUE(run.correct()) << describe(run);
          EXPECT_EQ(run.images_counted, kPictures);
          EXPECT_EQ(run.rows_counted, kPictures * kHeight * 2);
          EXPECT_EQ(run.log.intact, kPictures * kLinesPerPicture);
          EXPECT_TRUE(run.log.clean());
        }
        std::filesystem::remove_all(batch.folder / "out");
      }
}

TEST(RunBatch, WritesTheSameBytesInEveryFormatWhoeverWorks) {
  for (const image::Format format : image::kFormats) {
    Batch batch(3, 17, 9);
    batch.options.conversion.format = format;
    const auto reference = batch.sequential();
    ASSERT_EQ(reference.size(), 3U);
    for (const auto& strategy : strategies()) {
      batch.run(default_way(strategy.kind), 2, "out");
      EXPECT_EQ(files_in(batch.folder / "out"), reference) << strategy.name << " " << image::name(format);
    }
  }
}

TEST(RunBatch, OnePermitAndManyWorkersLoseNothing) {
  Batch batch(kPictures, kWidth, kHeight);
  batch.options.permits = 1;
  const heddle::Run run =
      batch.run({StrategyKind::kThreads, CounterKind::kSemaphore, LoggerKind::kSemaphoreBuffer}, 3, "out");
  EXPECT_TRUE(run.correct()) << describe(run);
}

TEST(RunBatch, RowsPerLineDecidesHowManyLinesThereAre) {
  for (const auto& [rows, lines] :
       {std::pair{1U, 35U}, {7U, 5U}, {8U, 5U}, {34U, 2U}, {35U, 1U}, {1000U, 1U}}) {
    Batch batch(2, 8, 35);
    batch.options.conversion.rows_per_line = rows;
    const heddle::Run run = batch.run(default_way(StrategyKind::kPool), 2, "out");
    EXPECT_EQ(run.log.expected, 2 * lines) << rows;
    EXPECT_TRUE(run.correct()) << describe(run);
  }
}

TEST(RunBatch, MoreWorkersThanImagesAreNoHarm) {
  Batch batch(2, 8, 8);
  const auto reference = batch.sequential();
  for (const auto& strategy : strategies()) {
    const heddle::Run run = batch.run(default_way(strategy.kind), 9, "out");
    EXPECT_TRUE(run.correct()) << strategy.name << ": " << describe(run);
    EXPECT_EQ(files_in(batch.folder / "out"), reference);
  }
}

TEST(RunBatch, NoJobsAreDoneByEveryStrategy) {
  Batch batch(0, 8, 8);
  for (const auto& strategy : strategies()) {
    const heddle::Run run = batch.run(default_way(strategy.kind), 2, "out");
    EXPECT_TRUE(run.correct()) << strategy.name << ": " << describe(run);
    EXPECT_EQ(run.images, 0U);
    EXPECT_EQ(run.log.expected, 0U);
  }
}

TEST(RunBatch, NamesTheLocksThatItMeasuredAndCountsWhatTheyLetIn) {
  Batch batch(2, 8, 8);
  const auto locks = [&batch](const Way& way) {
    std::map<std::string, std::uint64_t> acquisitions;
    for (const LockStats& lock : batch.run(way, 2, "out").locks) acquisitions[lock.name] = lock.acquisitions;
    return acquisitions;
  };
  using testing::Ge;
  using testing::Pair;
  EXPECT_THAT(locks({StrategyKind::kSequential, CounterKind::kAtomic, LoggerKind::kPerWorker}),
              testing::IsEmpty());
  // Each of 2 x 8 rows and 2 images is counted, each of 2 lines logged.
  EXPECT_THAT(locks({StrategyKind::kThreads, CounterKind::kMutex, LoggerKind::kMutex}),
              testing::UnorderedElementsAre(Pair("counter mutex", Ge(18U)), Pair("log mutex", Ge(2U))));
  EXPECT_THAT(locks(default_way(StrategyKind::kProcesses)),
              testing::ElementsAre(Pair("log lock of processes", Ge(2U))));
}

TEST(RunBatch, RecordsWhatItWasAskedFor) {
  BatchOptions options;
  options.way = {StrategyKind::kThreads, CounterKind::kLoadStore, LoggerKind::kSemaphoreAppend};
  options.workers = 7;
  options.permits = 3;
  options.critical_section_us = 11;
  EXPECT_EQ(configuration_of(options),
            (Configuration{"threads", "load-store", "semaphore-append", 7, 3, 11}));
}

}  // namespace
}  // namespace heddle
