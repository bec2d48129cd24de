// A run that is interrupted or ended from outside: what has a final name is whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

TEST(Interrupted, ARunLeavesNoHalfWrittenOutputUnderAFinalName) {
  const TemporaryFolder folder;
  for (unsigned i = 0; i < 8; ++i)
    test::write_ppm(folder / ("in/" + std::to_string(i) + ".ppm"), 300, 200, i + 1);
  test::heddle({"gray", folder / "in", "-o", folder / "right", "--strategy", "sequential"});
  const auto right = test::files_in(folder / "right", ".png");
  ASSERT_EQ(right.size(), 8U);

  int interrupted = 0;
  for (const char* strategy : {"sequential", "pool", "processes", "process-pool"})
    for (const int signal : {SIGINT, SIGTERM, SIGKILL}) {
      SCOPED_TRACE(std::string(strategy) + ", signal " + std::to_string(signal));
      fs::remove_all(folder / "out");
      test::Process program({.arguments = {"gray", folder / "in", "-o", folder / "out", "--strategy",
                                           strategy, "--workers", "2", "--critical-section-us", "2000"}});
      // While the first output is written, or the second, where that was missed.
      while (program.is_running() && test::unfinished_in(folder / "out") == 0 &&
             test::files_in(folder / "out", ".png").empty())
        ::sched_yield();
      const auto workers = program.children();
      program.send(signal);
      const test::Ended ended = program.wait();
      interrupted += ended.signal == signal;
      for (const pid_t worker : workers)
        while (!test::read_bytes("/proc/" + std::to_string(worker) + "/cmdline").empty()) ::sched_yield();
      for (const auto& [name, bytes] : test::files_in(folder / "out", ".png"))
        EXPECT_TRUE(bytes == right.at(name)) << name;
      if (ended.exit_code == 0) {
        EXPECT_EQ(test::files_in(folder / "out", ".png").size(), right.size());
      }
    }
  EXPECT_GT(interrupted, 0) << "every run was over before the signal came";
}

}  // namespace
}  // namespace heddle
