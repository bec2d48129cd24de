// A damaged log and a clean one come out of an experiment; or they are made; or they stay.
#include "heddle/batch/log_pair.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "heddle/log/check.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

class LeaveLogPair : public testing::Test {
 protected:
  // A run whose log has this text.
  heddle::Run logged(const std::string& name, const LogCheck& check) {
    test::write_bytes(folder_ / name, name);
    heddle::Run run;
    run.log = check;
    run.log_file = name;
    return run;
  }

  void add(int workers, heddle::Run run) {
    Measurement measurement;
    measurement.configuration.workers = workers;
    measurement.runs.push_back(std::move(run));
    experiment_.measurements.push_back(std::move(measurement));
  }

  std::string racy() const { return test::read_bytes(folder_ / "racy.log"); }
  std::string clean() const { return test::read_bytes(folder_ / "clean.log"); }

  test::TemporaryFolder folder_;
  Experiment experiment_;
};

TEST_F(LeaveLogPair, TakesTheLogWithMostKindsOfDamageAndACleanOneOfAsManyWorkers) {
  add(1, logged("sequential", {.lines = 9, .intact = 9}));
  add(4, logged("some", {.lines = 9, .intact = 8, .missing = 1}));
  add(4, logged("most", {.lines = 9, .intact = 7, .torn = 1, .duplicated = 1, .missing = 1}));
  add(4, logged("later", {.lines = 9, .intact = 7, .torn = 1, .duplicated = 1, .missing = 1}));
  add(2, logged("two", {.lines = 9, .intact = 9}));
  add(4, logged("four", {.lines = 9, .intact = 9}));
  ASSERT_TRUE(leave_log_pair(experiment_, folder_.path()));
  EXPECT_EQ(racy(), "most");
  EXPECT_EQ(clean(), "four");
}

TEST_F(LeaveLogPair, WritesOverAnOlderPair) {
  test::write_bytes(folder_ / "racy.log", "old");
  test::write_bytes(folder_ / "clean.log", "old");
  add(4, logged("some", {.lines = 9, .intact = 8, .missing = 1}));
  add(1, logged("sequential", {.lines = 9, .intact = 9}));
  ASSERT_TRUE(leave_log_pair(experiment_, folder_.path()));
  EXPECT_EQ(racy(), "some");
  EXPECT_EQ(clean(), "sequential");
}

TEST_F(LeaveLogPair, LetsAnOlderPairStayWhereNoLogWasDamaged) {
  test::write_bytes(folder_ / "racy.log", "old");
  test::write_bytes(folder_ / "clean.log", "old");
  add(1, logged("sequential", {.lines = 9, .intact = 9}));
  ASSERT_TRUE(leave_log_pair(experiment_, folder_.path()));
  EXPECT_EQ(racy(), "old");
}

TEST_F(LeaveLogPair, TakesNoLogThatCouldNotBeWritten) {
  test::write_bytes(folder_ / "racy.log", "old");
  test::write_bytes(folder_ / "clean.log", "old");
  heddle::Run full = logged("full", {.lines = 1, .intact = 0, .torn = 1});
  full.log_error = "the disk is full";
  add(4, full);
  add(4, logged("four", {.lines = 9, .intact = 9}));
  ASSERT_TRUE(leave_log_pair(experiment_, folder_.path()));
  EXPECT_EQ(racy(), "old");
}

TEST_F(LeaveLogPair, OfAnExperimentIsThatOfItsRunsOrElseThatOfTheFolder) {
  EXPECT_FALSE(log_pair_of(experiment_, folder_.path()));
  add(4, logged("some", {.lines = 9, .intact = 8, .missing = 1}));
  add(1, logged("sequential", {.lines = 9, .intact = 9}));
  const auto pair = log_pair_of(experiment_, folder_.path());
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->racy, folder_ / "some");
  EXPECT_EQ(pair->clean, folder_ / "sequential");
}

// Results may come from somebody else, and a report shows what is in a log.
TEST_F(LeaveLogPair, HasNoLogFromOutsideOfTheFolder) {
  const test::TemporaryFolder other;
  test::write_bytes(other / "secret", "x");
  std::filesystem::create_symlink(other / "secret", folder_ / "link");
  add(1, logged("sequential", {.lines = 9, .intact = 9}));
  add(4, logged("some", {.lines = 9, .intact = 8, .missing = 1}));
  heddle::Run& racy = experiment_.measurements[1].runs[0];
  ASSERT_TRUE(log_pair_of(experiment_, folder_.path()));
  for (const std::string& file :
       {(other / "secret").string(), "../" + other.path().filename().string() + "/secret",
        std::string("link"), std::string("nowhere"), std::string(".")}) {
    racy.log_file = file;
    EXPECT_FALSE(log_pair_of(experiment_, folder_.path())) << file;
  }
}

// Whether workers get into each other's way is the machine's to say.
TEST_F(LeaveLogPair, MakesAPairOfTheSameWorkOrNone) {
  const auto pair = leave_log_pair(experiment_, folder_.path());
  if (pair) {
    EXPECT_FALSE(check_log(pair->racy, 32'000).clean());
    EXPECT_TRUE(check_log(pair->clean, 32'000).clean());
  } else {
    EXPECT_FALSE(std::filesystem::exists(folder_ / "racy.log"));
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
    EXPECT_THAT(entry.path().extension(), ".log");
}

TEST_F(LeaveLogPair, IsNoneWhereOnlyOneIsThere) {
  test::write_bytes(folder_ / "racy.log", "x");
  EXPECT_FALSE(log_pair_of(Experiment(), folder_.path()));
  test::write_bytes(folder_ / "clean.log", "x");
  EXPECT_TRUE(log_pair_of(Experiment(), folder_.path()));
}

}  // namespace
}  // namespace heddle
