// The experiment: what is measured, in which order, against which outputs, and what it leaves.
#include "heddle/batch/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "heddle/log/check.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::files_in;
using test::TemporaryFolder;
using test::write_ppm;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Compare : public testing::Test {
 protected:
  Compare() {
    write_ppm(folder_ / "in/a.ppm", 30, 20, 1);
    write_ppm(folder_ / "in/sub/b.ppm", 20, 30, 2);
    write_ppm(folder_ / "in/c.ppm", 10, 10, 3);
    options_.folder = folder_ / "report";
    options_.batch.conversion.max_pixels = 1 << 20;
    options_.ways = {default_way(StrategyKind::kSequential)};
    options_.workers = {2};
    options_.repeats = 1;
  }

  Experiment compare(const CompareProgress& progress = {}) {
    const JobList list =
        list_jobs({folder_ / "in"}, options_.folder / "gray", options_.batch.conversion.format);
    return heddle::compare(list.jobs, options_, progress);
  }

  TemporaryFolder folder_;
  CompareOptions options_;
};

std::string spelling(const Measurement& m) {
  const Configuration& c = m.configuration;
  return c.strategy + "/" + c.counter + "/" + c.logger + " " + std::to_string(c.workers);
}

TEST_F(Compare, MeasuresWaysInTheirOrderAndWorkersWithin) {
  options_.ways = {parse_way("pool"), parse_way("sequential"), parse_way("threads/mutex/mutex")};
  options_.workers = {3, 1};
  options_.repeats = 2;
  const Experiment experiment = compare();
  std::vector<std::string> order;
  for (const Measurement& m : experiment.measurements) {
    order.push_back(spelling(m));
    EXPECT_THAT(m.runs, SizeIs(2));
    EXPECT_TRUE(m.correct());
    EXPECT_FALSE(m.expected_to_lose);
  }
  EXPECT_THAT(
      order, ElementsAre("pool/atomic/per-worker 3", "pool/atomic/per-worker 1",
                         "sequential/atomic/per-worker 1", "threads/mutex/mutex 3", "threads/mutex/mutex 1"));
  EXPECT_EQ(experiment.images, 3U);
  EXPECT_EQ(experiment.pixels, 600U + 600U + 100U);
  EXPECT_EQ(experiment.repeats, 2);
}

TEST_F(Compare, TellsItsProgressBeforeEachRunTheWarmUpIncluded) {
  options_.workers = {1, 2};
  options_.repeats = 2;
  options_.ways = {parse_way("sequential"), parse_way("threads")};
  std::vector<std::string> seen;
  compare([&](std::size_t done, std::size_t all, const Configuration& next) {
    EXPECT_EQ(done, seen.size());
    EXPECT_EQ(all, 9U);
    seen.push_back(next.strategy + std::to_string(next.workers));
  });
  EXPECT_THAT(seen, ElementsAre("sequential1", "threads1", "threads2", "sequential1", "threads1", "threads2",
                                "sequential1", "threads1", "threads2"));
}

TEST_F(Compare, ExpectsToLoseWhereARacyPartIsShared) {
  options_.ways = {parse_way("sequential/unsynchronized/unsynchronized"),
                   parse_way("threads/load-store/mutex"), parse_way("pool/mutex/semaphore-buffer"),
                   parse_way("pool/mutex/semaphore-append")};
  options_.workers = {1, 2};
  std::vector<std::string> expected;
  for (const Measurement& m : compare().measurements) {
    if (m.expected_to_lose) expected.push_back(spelling(m));
    if (m.configuration.workers == 1) {
      EXPECT_TRUE(m.correct()) << spelling(m);
    }
    for (const heddle::Run& run : m.runs) EXPECT_THAT(run.different_outputs, IsEmpty());
  }
  EXPECT_THAT(expected, ElementsAre("threads/load-store/mutex 2", "pool/mutex/semaphore-buffer 2"));

  options_.batch.permits = 1;
  options_.ways = {parse_way("pool/mutex/semaphore-buffer")};
  for (const Measurement& m : compare().measurements) EXPECT_FALSE(m.expected_to_lose);
}

TEST_F(Compare, LeavesReferenceOutputsAndTheLogOfEachMeasuredRunAndNothingElse) {
  options_.ways = {parse_way("sequential"), parse_way("processes")};
  options_.workers = {1, 2};
  options_.repeats = 2;
  compare();
  std::vector<std::string> left;
  for (const auto& [name, bytes] : files_in(options_.folder)) left.push_back(name);
  EXPECT_THAT(
      left,
      ElementsAre("gray/a.png", "gray/c.png", "gray/sub/b.png", "logs/processes-process-process-1-1.log",
                  "logs/processes-process-process-1-2.log", "logs/processes-process-process-2-1.log",
                  "logs/processes-process-process-2-2.log", "logs/sequential-atomic-per-worker-1-1.log",
                  "logs/sequential-atomic-per-worker-1-2.log"));
  EXPECT_EQ(test::unfinished_in(options_.folder), 0U);
}

TEST_F(Compare, NamesTheLogThatEachRunWasCheckedBy) {
  options_.ways = {parse_way("threads/atomic/unsynchronized")};
  options_.workers = {4};
  options_.repeats = 4;
  options_.batch.conversion.rows_per_line = 1;
  for (const Measurement& m : compare().measurements)
    for (const heddle::Run& run : m.runs)
      EXPECT_EQ(check_log(options_.folder / run.log_file, run.log.expected), run.log);
}

TEST_F(Compare, NamesOutputsThatAreNotThoseOfTheSequentialRun) {
  fs::create_directories(options_.folder / "gray/sub/b.png/in the way");  // of the sequential run
  const Experiment experiment = compare();
  const heddle::Run& run = experiment.measurements.front().runs.front();
  EXPECT_THAT(run.different_outputs, ElementsAre("sub/b.ppm"));
  EXPECT_FALSE(experiment.measurements.front().correct());
}

TEST_F(Compare, AnImageThatCannotBeConvertedIsInEveryRecordAndDiffersNowhere) {
  test::write_bytes(folder_ / "in/bad.png", "no image");
  options_.ways = {parse_way("sequential"), parse_way("pool")};
  const Experiment experiment = compare();
  EXPECT_EQ(experiment.images, 3U);
  for (const Measurement& m : experiment.measurements)
    for (const heddle::Run& run : m.runs) {
      EXPECT_THAT(run.failures, SizeIs(1));
      EXPECT_THAT(run.different_outputs, IsEmpty());
    }
}

TEST_F(Compare, FollowsNoLinkOutOfItsFolder) {
  test::write_bytes(folder_ / "precious.png", "somebody's only photograph");
  fs::create_directories(options_.folder / "gray");
  fs::create_symlink(folder_ / "precious.png", options_.folder / "gray/a.png");
  compare();
  EXPECT_EQ(test::read_bytes(folder_ / "precious.png"), "somebody's only photograph");
}

TEST_F(Compare, ClearsAwayWhatAKilledComparisonLeft) {
  const pid_t gone = ::fork();
  ASSERT_GE(gone, 0);
  if (gone == 0) ::_exit(0);
  ASSERT_EQ(::waitpid(gone, nullptr, 0), gone);
  const fs::path left = options_.folder / (".heddle-trial-" + std::to_string(gone));
  const fs::path at_work = options_.folder / (".heddle-trial-" + std::to_string(::getppid()));
  test::write_bytes(left / "a.png", "half");
  test::write_bytes(at_work / "a.png", "half");
  compare();
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(at_work));
}

TEST_F(Compare, ForgetsTheOutputsOfAnEarlierComparison) {
  compare();
  test::write_bytes(folder_ / "in/sub/b.ppm", "no image any more");
  options_.ways = {parse_way("sequential")};
  const Experiment experiment = compare();
  EXPECT_THAT(experiment.measurements.front().runs.front().failures, SizeIs(1));
  EXPECT_THAT(experiment.measurements.front().runs.front().different_outputs, IsEmpty());
}

}  // namespace
}  // namespace heddle
