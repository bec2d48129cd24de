// What goes wrong with one image is told in one line and stops no other; what makes a batch impossible is
// thrown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <stdexcept>
#include <string>

#include "batches.hpp"
#include "heddle/batch/run_batch.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Batch;
using test::files_in;
using test::unfinished_in;
using test::write_bytes;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class BadInput : public testing::TestWithParam<StrategyKind> {};

INSTANTIATE_TEST_SUITE_P(RunBatch, BadInput,
                         testing::Values(StrategyKind::kSequential, StrategyKind::kThreads,
                                         StrategyKind::kPool, StrategyKind::kProcesses,
                                         StrategyKind::kProcessPool),
                         [](const auto& tested) {
                           std::string name(name_of(tested.param));
                           std::erase(name, '-');
                           return name;
                         });

TEST_P(BadInput, ACorruptImageIsNamedAndTheOthersAreConverted) {
  Batch batch(4, 20, 20);
  const auto reference = batch.sequential();
  write_bytes(batch.folder / "in/corrupt.png", "\x89PNG\r\n\x1a\n and then nothing that makes sense");
  const heddle::Run run = batch.run(default_way(GetParam()), 2, "out");
  EXPECT_THAT(run.failures, ElementsAre(StartsWith((batch.folder / "in/corrupt.png").string() + ": ")));
  EXPECT_THAT(run.failures[0], Not(HasSubstr("\n")));
  EXPECT_FALSE(run.correct());
  EXPECT_TRUE(run.counts_agree());
  EXPECT_TRUE(run.log.clean());
  EXPECT_EQ(run.images, 4U);
  EXPECT_EQ(run.images_counted, 4U);
  EXPECT_EQ(files_in(batch.folder / "out"), reference);
}

TEST_P(BadInput, AnOutputThatCannotBeWrittenIsNamedAndTheOthersAreConverted) {
  Batch batch(4, 20, 20);
  test::write_ppm(batch.folder / "in/blocked/a.ppm", 20, 20);
  test::write_ppm(batch.folder / "in/taken.ppm", 20, 20);
  write_bytes(batch.folder / "out/blocked", "a file where a folder should be");
  fs::create_directories(batch.folder / "out/taken.png/a folder where the file should be");
  const heddle::Run run = batch.run(default_way(GetParam()), 2, "out");
  EXPECT_THAT(run.failures,
              testing::UnorderedElementsAre(StartsWith((batch.folder / "out/blocked/a.png").string() + ": "),
                                            StartsWith((batch.folder / "out/taken.png").string() + ": ")));
  EXPECT_EQ(run.images, 4U);
  EXPECT_EQ(run.images_counted, 4U);
  EXPECT_TRUE(run.counts_agree()) << run.rows_counted << " of " << run.rows_expected;
  EXPECT_TRUE(run.log.clean());
  EXPECT_EQ(files_in(batch.folder / "out", ".png").size(), 4U);
  EXPECT_EQ(unfinished_in(batch.folder / "out"), 0U);
}

TEST(BadOptions, AreRefusedBeforeAnythingIsTouched) {
  Batch batch(1, 8, 8);
  const Way pool = default_way(StrategyKind::kPool);
  EXPECT_THROW(batch.run(pool, 0, "out"), std::invalid_argument);
  EXPECT_THROW(batch.run(pool, -1, "out"), std::invalid_argument);
  EXPECT_THROW(batch.run({StrategyKind::kProcesses, CounterKind::kAtomic, LoggerKind::kProcess}, 1, "out"),
               std::invalid_argument);
  batch.options.permits = 0;
  EXPECT_THROW(batch.run(pool, 1, "out"), std::invalid_argument);
  batch.options.permits = 2;
  batch.options.conversion.rows_per_line = 0;
  EXPECT_THROW(batch.run(pool, 1, "out"), std::invalid_argument);
  EXPECT_THAT(files_in(batch.folder / "out"), IsEmpty());
  EXPECT_FALSE(fs::exists(batch.folder / "out.log"));
}

TEST(BadLog, AFolderIsNamed) {
  Batch batch(1, 8, 8);
  fs::create_directories(batch.folder / "out.log");
  for (const auto& strategy : strategies()) {
    try {
      batch.run(default_way(strategy.kind), 1, "out");
      ADD_FAILURE() << "a folder was taken for a log";
    } catch (const fs::filesystem_error& error) {
      EXPECT_EQ(error.path1(), batch.folder / "out.log");
      EXPECT_EQ(error.code(), std::errc::is_a_directory);
    }
  }
}

TEST(BadLog, APipeIsRefusedSinceNobodyCouldCheckIt) {
  Batch batch(1, 8, 8);
  ASSERT_EQ(::mkfifo((batch.folder / "out.log").c_str(), 0600), 0);
  EXPECT_THROW(batch.run(default_way(StrategyKind::kPool), 1, "out"), std::invalid_argument);
}

TEST(BadLog, AnImageOfTheBatchIsLeftAlone) {
  Batch batch(1, 8, 8);
  batch.options.way = default_way(StrategyKind::kPool);
  const auto jobs = batch.jobs("out");
  const auto before = files_in(batch.folder / "in");
  for (const fs::path& image : {jobs[0].input, jobs[0].output}) {
    batch.options.log = image;
    EXPECT_THROW(run_batch(jobs, batch.options), std::invalid_argument) << image;
  }
  fs::create_symlink(jobs[0].input, batch.folder / "link.log");
  batch.options.log = batch.folder / "link.log";
  EXPECT_THROW(run_batch(jobs, batch.options), std::invalid_argument);
  EXPECT_EQ(files_in(batch.folder / "in"), before);
}

}  // namespace
}  // namespace heddle
