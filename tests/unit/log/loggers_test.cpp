// The loggers that are right: every line arrives whole and once, and a disk that is full is not hidden.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "heddle/log/check.hpp"
#include "heddle/log/mutex_logger.hpp"
#include "heddle/log/per_worker_logger.hpp"
#include "heddle/log/semaphore_append_logger.hpp"
#include "heddle/log/semaphore_buffer_logger.hpp"
#include "heddle/log/unsynchronized_logger.hpp"
#include "log_lines.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

constexpr int kWorkers = 4;
constexpr int kLines = 5000;  // of each worker

template <class L>
class CorrectLogger : public testing::Test {};
using CorrectLoggers = testing::Types<MutexLogger<>, MutexLogger<NativeSync, 512>, PerWorkerLogger<>,
                                      PerWorkerLogger<NativeSync, 512>, SemaphoreAppendLogger<>>;
TYPED_TEST_SUITE(CorrectLogger, CorrectLoggers);

TYPED_TEST(CorrectLogger, FitsTheConcept) {
  static_assert(Logger<TypeParam, NativeSync>);
}

TYPED_TEST(CorrectLogger, WritesEveryLineOfEveryWorkerOnce) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  TypeParam logger(sink, {.workers = kWorkers});
  log_from_threads(logger, kWorkers, kLines);
  logger.flush();
  const LogCheck found = check_log(file, kWorkers * kLines);
  EXPECT_TRUE(found.clean());
  EXPECT_EQ(found.intact, kWorkers * kLines);
  EXPECT_EQ(found.lines, kWorkers * kLines);
  EXPECT_FALSE(sink.error());
}

TYPED_TEST(CorrectLogger, FlushedTwiceOrBetweenWritesNothingTwice) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  TypeParam logger(sink, {.workers = 1});
  logger.flush();
  logger.log(log_entry(0, 0));
  logger.flush();
  logger.flush();
  EXPECT_EQ(check_log(file, 1).intact, 1U);
  logger.log(log_entry(0, 1));
  logger.flush();
  const LogCheck found = check_log(file, 2);
  EXPECT_TRUE(found.clean());
  EXPECT_EQ(found.lines, 2U);
}

TYPED_TEST(CorrectLogger, ReportsAFullDevice) {
  Sink<NativeSync> sink("/dev/full");
  TypeParam logger(sink, {.workers = kWorkers});
  log_from_threads(logger, kWorkers, 100);
  logger.flush();
  EXPECT_EQ(sink.error(), std::errc::no_space_on_device);
}

TYPED_TEST(CorrectLogger, WithTimeSpentInTheLockWritesTheSame) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  TypeParam logger(sink, {.workers = 2, .spend_per_line = 1000});
  log_from_threads(logger, 2, 100);
  logger.flush();
  EXPECT_TRUE(check_log(file, 200).clean());
}

TEST(SemaphoreBufferLogger, WithOnePermitIsCorrect) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  SemaphoreBufferLogger<> logger(sink, {.workers = kWorkers, .permits = 1});
  log_from_threads(logger, kWorkers, kLines);
  logger.flush();
  EXPECT_TRUE(check_log(file, kWorkers * kLines).clean());
}

TEST(UnsynchronizedLogger, OfOneWorkerIsCorrect) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  UnsynchronizedLogger<> logger(sink, {.workers = 1});
  log_from_threads(logger, 1, kLines);
  logger.flush();
  EXPECT_TRUE(check_log(file, kLines).clean());
}

TEST(PerWorkerLogger, RefusesAWorkerBeyondTheNumberAtConstruction) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  PerWorkerLogger<> logger(sink, {.workers = 2});
  EXPECT_THROW(logger.log(log_entry(2, 0)), std::out_of_range);
  EXPECT_THROW(logger.log(log_entry(-1, 0)), std::out_of_range);
}

TEST(Sink, OfAPathThatCannotBeWrittenNamesItAndTheCause) {
  try {
    Sink<NativeSync> sink("/nowhere/x.log");
    FAIL() << "no error";
  } catch (const std::filesystem::filesystem_error& error) {
    EXPECT_EQ(error.path1(), "/nowhere/x.log");
    EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
  }
  EXPECT_THROW(Sink<NativeSync>("/tmp"), std::filesystem::filesystem_error);
}

// In a child process, since the limit and the signal are the whole process's.
TEST(SinkDeathTest, AtAFileSizeLimitKeepsTheFirstCauseAndWhatFitted) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  const auto write_beyond_the_limit = [&folder, &file] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    setrlimit(RLIMIT_FSIZE, &limit);
    Sink<NativeSync> sink(file);
    const bool first = sink.append(std::string(900, 'x'));
    const bool second = sink.append(std::string(900, 'y'));
    const bool told = sink.error() == std::errc::file_too_large;
    std::filesystem::remove_all(
        folder.path());  // the child is the program begun again, with a folder of its own
    std::_Exit(first && !second && told ? 0 : 1);
  };
  EXPECT_EXIT(write_beyond_the_limit(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace heddle
