// kill -9 from outside, at any moment of a run: the workers die, the run goes on, and nothing is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using test::TemporaryFolder;
using testing::HasSubstr;

class KilledWorker : public testing::TestWithParam<const char*> {
 protected:
  KilledWorker() {
    for (unsigned i = 0; i < 6; ++i)
      test::write_ppm(folder_ / ("in/" + std::to_string(i) + ".ppm"), 100, 64, i + 1);
    test::heddle({"gray", folder_ / "in", "-o", folder_ / "right", "--strategy", "sequential"});
    right_ = test::files_in(folder_ / "right", ".png");
  }

  // Starts a run of 48 log lines that each take a millisecond at least.
  std::vector<std::string> arguments() const {
    return {"gray", folder_ / "in",    "-o", folder_ / "out",         "--strategy", GetParam(), "--workers",
            "2",    "--rows-per-line", "8",  "--critical-section-us", "1000",       "--json",   "-"};
  }

  void wait_for_log(std::uintmax_t bytes, test::Process& program) const {
    std::error_code error;
    while (program.is_running()) {
      const std::uintmax_t size = fs::file_size(folder_ / "out/gray.log", error);
      if (!error && size >= bytes) return;
      ::sched_yield();
    }
  }

  TemporaryFolder folder_;
  test::Files right_;
};

INSTANTIATE_TEST_SUITE_P(Program, KilledWorker, testing::Values("processes", "process-pool"),
                         [](const auto& tested) {
                           return std::string(tested.param) == "processes" ? "processes" : "processpool";
                         });

TEST_P(KilledWorker, AtARandomMomentLosesNothing) {
  const unsigned seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  int deaths = 0;
  for (int round = 0; round < 8; ++round) {
    fs::remove_all(folder_ / "out");
    test::Process program({.arguments = arguments()});
    wait_for_log(random() % 2500, program);  // of about 4,500 bytes
    const auto workers = program.children();
    if (!workers.empty()) ::kill(workers[random() % workers.size()], SIGKILL);
    const Ended ended = program.wait();
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    const auto run = nlohmann::json::parse(ended.out).at("run");
    EXPECT_EQ(run.at("correct"), true) << run;
    EXPECT_EQ(run.at("images_counted"), 6);
    EXPECT_EQ(run.at("rows_counted"), 6 * 64 * 2);  // converted and written
    EXPECT_EQ(test::files_in(folder_ / "out", ".png"), right_);
    EXPECT_EQ(test::unfinished_in(folder_ / "out"), 0U);
    if (run.at("deaths") > 0) {
      EXPECT_THAT(ended.err, HasSubstr("1 worker died"));
    }
    deaths += run.at("deaths").get<int>();
  }
  EXPECT_GT(deaths, 0) << "none of the kills met a worker at work";
}

TEST_P(KilledWorker, EachOneInTurnIsReplaced) {
  test::Process program({.arguments = arguments()});
  for (const std::uintmax_t bytes : {200U, 1000U, 1800U}) {
    wait_for_log(bytes, program);
    const auto workers = program.children();
    if (!workers.empty()) ::kill(workers.front(), SIGKILL);
  }
  const Ended ended = program.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(test::files_in(folder_ / "out", ".png"), right_);
  EXPECT_EQ(test::unfinished_in(folder_ / "out"), 0U);
}

TEST_P(KilledWorker, WorkersGoWithTheProgram) {
  test::Process program({.arguments = arguments()});
  wait_for_log(500, program);
  const auto workers = program.children();
  ASSERT_FALSE(workers.empty());
  program.send(SIGKILL);
  EXPECT_EQ(program.wait().signal, SIGKILL);
  for (const pid_t worker : workers) {  // the kernel has been told to kill them; a zombie has no command line
    while (!test::read_bytes("/proc/" + std::to_string(worker) + "/cmdline").empty()) ::sched_yield();
  }
}

TEST_P(KilledWorker, OnPurposeIsReportedAndDone) {
  const Ended ended = test::heddle({"gray", folder_ / "in", "-o", folder_ / "out", "--strategy", GetParam(),
                                    "--workers", "1", "--kill-worker-at", "40"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("verdict: correct; 1 worker died"));
}

}  // namespace
}  // namespace heddle
