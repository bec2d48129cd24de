#include "heddle/log/process_logger.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "forked.hpp"
#include "heddle/log/check.hpp"
#include "heddle/process/checkpoint.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using test::TemporaryFolder;

LogEntry entry(int worker, std::uint64_t seq) {
  LogEntry entry;
  entry.worker = worker;
  entry.seq = seq;
  entry.image = "loom.png";
  return entry;
}

void log_lines(ProcessLogger& logger, int worker, std::uint64_t lines) {
  for (std::uint64_t seq = 0; seq < lines; ++seq) logger.log(entry(worker, seq));
}

// What a worker that may be killed is known to have logged: how many calls of log() returned.
void log_lines(ProcessLogger& logger, int worker, std::uint64_t lines, std::atomic<std::uint64_t>& returned) {
  for (std::uint64_t seq = 0; seq < lines; ++seq) {
    logger.log(entry(worker, seq));
    ++returned;
  }
}

TEST(ProcessLogger, ProcessesShareOneLog) {
  constexpr std::uint64_t kLines = 300;
  const TemporaryFolder folder;
  ProcessLogger logger(folder / "log", {.workers = 4});
  std::vector<pid_t> children;
  for (int worker = 0; worker < 4; ++worker)
    children.push_back(test::start_forked([&, worker] { log_lines(logger, worker, kLines); }));
  for (const pid_t child : children) EXPECT_TRUE(test::ended_well(test::wait_for(child)));
  logger.flush();
  EXPECT_EQ(logger.lines(), 4 * kLines);
  EXPECT_EQ(logger.repairs(), 0U);
  EXPECT_FALSE(logger.error());
  EXPECT_EQ(logger.lock_counts().acquisitions, 4 * kLines + 1);
  EXPECT_TRUE(check_log(folder / "log", 4 * kLines).clean());
}

TEST(ProcessLogger, EmptiesTheFileAtFirst) {
  const TemporaryFolder folder;
  {
    log_lines(*std::make_unique<ProcessLogger>(folder / "log", LoggerOptions{}), 0, 3);
  }
  const ProcessLogger logger(folder / "log", {});
  EXPECT_EQ(std::filesystem::file_size(folder / "log"), 0U);
}

TEST(ProcessLogger, AWorkerKilledAtAnyStepLosesNoLineAndTearsNone) {
  constexpr std::uint64_t kLines = 2;
  const TemporaryFolder folder;
  int steps = 0;
  int torn = 0;
  std::uint64_t repairs = 0;
  for (bool was_killed = true; was_killed; ++steps) {
    SCOPED_TRACE("killed at step " + std::to_string(steps + 1));
    ProcessLogger logger(folder / "log", {});
    SharedMemory<std::atomic<std::uint64_t>> returned(0U);
    const int status = test::run_forked([&] {
      die_at_checkpoint(steps + 1);
      log_lines(logger, 0, kLines, *returned);
    });
    was_killed = test::was_killed(status);
    ASSERT_TRUE(was_killed || test::ended_well(status));
    torn += check_log(folder / "log").torn > 0;

    logger.recover();
    EXPECT_GE(logger.lines(), *returned);
    EXPECT_LE(logger.lines(), *returned + 1);
    EXPECT_TRUE(check_log(folder / "log", logger.lines()).clean());

    const std::uint64_t before = logger.lines();
    log_lines(logger, 1, kLines);
    EXPECT_EQ(logger.lines(), before + kLines);
    EXPECT_TRUE(check_log(folder / "log", before + kLines).clean());
    EXPECT_FALSE(logger.error());
    repairs += logger.repairs();
  }
  // The kills did hit: inside the lock, with and without bytes in the file.
  EXPECT_GT(torn, 0);
  EXPECT_GT(repairs, static_cast<std::uint64_t>(torn));
}

TEST(ProcessLogger, ARepairerKilledAtAnyStepIsFollowedByTheNext) {
  const TemporaryFolder folder;
  bool first_was_killed = true;
  bool repairer_was_killed_with_the_lock = false;
  for (int first = 1; first_was_killed; ++first) {
    bool second_was_killed = true;
    for (int second = 1; second_was_killed; ++second) {
      SCOPED_TRACE("killed at step " + std::to_string(first) + ", then " + std::to_string(second));
      ProcessLogger logger(folder / "log", {});
      SharedMemory<std::atomic<std::uint64_t>> returned(0U);
      const auto log_and_die = [&](int worker, int at) {
        return test::was_killed(test::run_forked([&] {
          die_at_checkpoint(at);
          log_lines(logger, worker, 1, *returned);
        }));
      };
      first_was_killed = log_and_die(0, first);
      second_was_killed = log_and_die(1, second);
      log_lines(logger, 2, 1, *returned);  // the third one goes on, having repaired what is left
      EXPECT_GE(logger.lines(), *returned);
      EXPECT_LE(logger.lines(), *returned + 2);
      EXPECT_TRUE(check_log(folder / "log", logger.lines()).clean());
      EXPECT_LE(logger.repairs(), 2U);
      repairer_was_killed_with_the_lock |= logger.lock_counts().owner_deaths == 2;
    }
  }
  EXPECT_TRUE(repairer_was_killed_with_the_lock);
}

TEST(ProcessLogger, NamesThePathItCannotOpen) {
  const TemporaryFolder folder;
  try {
    const ProcessLogger logger(folder / ".", {});
    FAIL() << "opened a folder";
  } catch (const std::filesystem::filesystem_error& error) {
    EXPECT_EQ(error.code(), std::errc::is_a_directory);
    EXPECT_EQ(error.path1(), folder / ".");
  }
  EXPECT_THROW(ProcessLogger(folder / "no/such/folder", {}), std::filesystem::filesystem_error);
}

TEST(ProcessLogger, SaysThatTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  ProcessLogger logger("/dev/full", {});
  log_lines(logger, 0, 2);
  EXPECT_EQ(logger.error(), std::errc::no_space_on_device);
  EXPECT_EQ(logger.lines(), 0U);
}

// A limit on the file's size cuts a write short and refuses the next, as a full disk does.
void limit_file_size(std::uintmax_t bytes) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(ProcessLogger, CutsOffTheLineThatDidNotFit) {
  const TemporaryFolder folder;
  ProcessLogger logger(folder / "log", {});
  log_lines(logger, 0, 1);
  const std::uintmax_t one_line = std::filesystem::file_size(folder / "log");
  const int status = test::run_forked([&] {
    limit_file_size(3 * one_line + one_line / 2);
    log_lines(logger, 1, 5);
  });
  EXPECT_TRUE(test::ended_well(status));
  EXPECT_EQ(logger.error(), std::errc::file_too_large);
  EXPECT_EQ(logger.lines(), 3U);
  EXPECT_EQ(std::filesystem::file_size(folder / "log"), 3 * one_line);
  EXPECT_TRUE(check_log(folder / "log", 3).clean());
}

TEST(ProcessLogger, AWorkerKilledOnAFullDiskTearsNoLine) {
  const TemporaryFolder folder;
  bool was_killed = true;
  for (int step = 1; was_killed; ++step) {
    SCOPED_TRACE("killed at step " + std::to_string(step));
    ProcessLogger logger(folder / "log", {});
    const int status = test::run_forked([&] {
      limit_file_size(100);
      die_at_checkpoint(step);
      log_lines(logger, 0, 3);
    });
    was_killed = test::was_killed(status);
    logger.recover();
    const LogCheck found = check_log(folder / "log", logger.lines());
    EXPECT_EQ(found.intact, logger.lines());
    EXPECT_EQ(found.torn, 0U);
    EXPECT_EQ(found.duplicated, 0U);
  }
}

}  // namespace
}  // namespace heddle
