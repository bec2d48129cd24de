// A run that is interrupted or ended from outside: what has a final name is whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "../unit/batch/test_folder.hpp"
#include "process.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::TestFolder;

TEST(Interrupted, ARunLeavesNoHalfWrittenOutputUnderAFinalName) {
  const TestFolder folder;
  for (unsigned i = 0; i < 8; ++i) test::write_ppm(folder / ("in/" + std::to_string(i) + ".ppm"), 300, 200, i + 1);
  test::heddle({"gray", folder / "in", "-o", folder / "right", "--strategy", "sequential"});
  const auto right = test::files_in(folder / "right", ".png");
  ASSERT_EQ(right.size(), 8U);

  for (const char* strategy : {"sequential", "pool", "processes", "process-pool"})
    for (const int signal : {SIGINT, SIGTERM, SIGKILL}) {
      SCOPED_TRACE(std::string(strategy) + ", signal " + std::to_string(signal));
      fs::remove_all(folder / "out");
      test::Process program({.arguments = {"gray", folder / "in", "-o", folder / "out", "--strategy", strategy,
                                           "--workers", "2", "--critical-section-us", "300"}});
      while (program.is_running() && test::unfinished_in(folder / "out") == 0) ::sched_yield();
      const auto workers = program.children();
      program.send(signal);
      const test::Ended ended = program.wait();
      EXPECT_NE(ended.exit_code, 0);
      for (const pid_t worker : workers)
        while (!test::read_text("/proc/" + std::to_string(worker) + "/cmdline").empty()) ::sched_yield();
      for (const auto& [name, bytes] : test::files_in(folder / "out", ".png"))
        EXPECT_TRUE(bytes == right.at(name)) << name;
    }
}

}  // namespace
}  // namespace heddle
