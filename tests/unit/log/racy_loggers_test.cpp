// The loggers that are wrong: the damage they do stays inside the log, and they do it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>

#include "../sync/seen_within.hpp"
#include "../sync/yielding_sync.hpp"
#include "heddle/log/check.hpp"
#include "heddle/log/semaphore_buffer_logger.hpp"
#include "heddle/log/unsynchronized_logger.hpp"
#include "log_lines.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

constexpr int kWorkers = 4;

// Logs from kWorkers threads and gives the verdict on what reached the file.
template <class L>
LogCheck damage(int lines) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<typename L::Set> sink(file);
  L logger(sink, {.workers = kWorkers, .permits = 2});
  log_from_threads(logger, kWorkers, lines);
  logger.flush();
  return check_log(file, static_cast<std::uint64_t>(kWorkers * lines));
}

template <class Sync, template <class, std::size_t, class> class L>
struct Racy : L<Sync, 1024, LogLine> {
  using Set = Sync;
  using L<Sync, 1024, LogLine>::L;
};
template <template <class, std::size_t, class> class L>
struct Form {
  using Plain = Racy<NativeSync, L>;
  using Yielding = Racy<YieldingSync, L>;
};

template <class F>
class RacyLogger : public testing::Test {};
using RacyLoggers = testing::Types<Form<UnsynchronizedLogger>, Form<SemaphoreBufferLogger>>;
TYPED_TEST_SUITE(RacyLogger, RacyLoggers);

// The bytes around the logger are watched while its buffer is overrun from all sides.
TYPED_TEST(RacyLogger, NeverLeavesItsMemory) {
  struct Guarded {
    explicit Guarded(Sink<NativeSync>& sink) : logger(sink, {.workers = kWorkers, .permits = 2}) {
      before.fill(0x5A);
      after.fill(0x5A);
    }
    std::array<unsigned char, 4096> before;
    typename TypeParam::Plain logger;
    std::array<unsigned char, 4096> after;
  };
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "log";
  Sink<NativeSync> sink(file);
  const auto guarded = std::make_unique<Guarded>(sink);
  constexpr int kManyLines = 20'000;
  log_from_threads(guarded->logger, kWorkers, kManyLines);
  guarded->logger.flush();

  const auto untouched = [](unsigned char byte) { return byte == 0x5A; };
  EXPECT_TRUE(std::all_of(guarded->before.begin(), guarded->before.end(), untouched));
  EXPECT_TRUE(std::all_of(guarded->after.begin(), guarded->after.end(), untouched));
  const LogCheck found = check_log(file, kWorkers * kManyLines);
  EXPECT_EQ(found.intact + found.missing, static_cast<std::uint64_t>(kWorkers * kManyLines));
  EXPECT_EQ(found.surplus, 0U) << "an intact line that nobody logged";
}

// How often one try misses: at most 0.06 as measured with two cores and with one, rounded up.
constexpr double kMissRate = 0.1;
constexpr int kTries = 10;
constexpr int kLines = 500;

TYPED_TEST(RacyLogger, TearsLines) {
  using L = typename TypeParam::Yielding;
  EXPECT_TRUE(seen_within(kTries, kMissRate, [] { return damage<L>(kLines).torn > 0; }));
}

TYPED_TEST(RacyLogger, LosesLines) {
  using L = typename TypeParam::Yielding;
  EXPECT_TRUE(seen_within(kTries, kMissRate, [] { return damage<L>(kLines).missing > 0; }));
}

TYPED_TEST(RacyLogger, DoublesLines) {
  using L = typename TypeParam::Yielding;
  EXPECT_TRUE(seen_within(kTries, kMissRate, [] { return damage<L>(kLines).duplicated > 0; }));
}

}  // namespace
}  // namespace heddle
