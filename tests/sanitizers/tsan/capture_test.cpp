// What a capture keeps, for whom, and what it says of what it could not keep.
#include "sanitizers/tsan/capture.hpp"

#include <gmock/gmock.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "races.hpp"
#include "sanitizers/tsan/matchers.hpp"

namespace heddle::tsan {
namespace {

using testing::AllOf;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// What body() makes ThreadSanitizer report, tried again where it missed it.
std::vector<Report> reports_of(const std::function<void()>& body) {
  for (int i = 0; i < kTries; ++i) {
    Capture capture;
    body();
    if (std::vector<Report> reports = capture.take(); !reports.empty()) return reports;
  }
  return {};
}

TEST(TsanCapture, IsActiveInAProgramWithTheRuntime) {
  EXPECT_TRUE(active());
}

TEST(TsanCapture, TellsTheKindTheLineAndTheThreadsOfADataRace) {
  const auto named_write = [](const char* name) {
    return [name] {
      ::prctl(PR_SET_NAME, name);
      test::write_it();
    };
  };
  const auto reports = reports_of([&] { test::at_once(named_write("left"), named_write("right")); });
  ASSERT_THAT(reports, SizeIs(1));
  const Report& report = reports[0];
  EXPECT_EQ(report.kind, "data-race");
  EXPECT_EQ(report.finding, Finding::kDataRace);
  EXPECT_THAT(report,
              AllOf(HasLine("races.hpp", test::kLineOfTheWrite), HasThread("left"), HasThread("right")));
  ASSERT_THAT(report.accesses, SizeIs(2));
  for (const Access& access : report.accesses) {
    EXPECT_TRUE(access.write);
    EXPECT_FALSE(access.atomic);
    EXPECT_EQ(access.size, sizeof(int));
    EXPECT_EQ(access.address, reinterpret_cast<std::uintptr_t>(&test::written_by_both));
  }
  ASSERT_THAT(report.locations, SizeIs(1));
  EXPECT_EQ(report.locations[0].kind, "global");
  EXPECT_EQ(report.left_out, 0);
}

TEST(TsanCapture, TellsAnAtomicAccessFromAPlainOne) {
  alignas(8) static int value = 0;
  const auto reports = reports_of([] {
    test::at_once([] { __atomic_store_n(&value, 1, __ATOMIC_SEQ_CST); },
                  [] { *static_cast<volatile int*>(&value) = 2; });
  });
  ASSERT_THAT(reports, SizeIs(1));
  ASSERT_THAT(reports[0].accesses, SizeIs(2));
  EXPECT_NE(reports[0].accesses[0].atomic, reports[0].accesses[1].atomic);
}

TEST(TsanCapture, TellsWhereTheMemoryWasAllocated) {
  const auto reports = reports_of([] {
    const auto shared = std::make_unique<long>(0);
    volatile long& value = *shared;
    test::at_once([&] { value = 1; }, [&] { value = 2; });
  });
  ASSERT_THAT(reports, SizeIs(1));
  ASSERT_THAT(reports[0].locations, SizeIs(1));
  EXPECT_EQ(reports[0].locations[0].kind, "heap");
  EXPECT_EQ(reports[0].locations[0].size, sizeof(long));
  const Frame* const frame = telling_frame(reports[0].locations[0].stack);
  ASSERT_NE(frame, nullptr);
  EXPECT_TRUE(frame->file.ends_with("capture_test.cpp")) << frame->file;
}

TEST(TsanCapture, TellsALockOrderInversionWithItsMutexes) {
  const auto reports = reports_of(test::lock_in_both_orders);
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].finding, Finding::kLockOrder);
  EXPECT_THAT(reports[0].mutexes, SizeIs(2));
  EXPECT_THAT(places_of(reports[0]), Not(IsEmpty()));
}

TEST(TsanCapture, TellsAUseAfterFree) {
  const auto reports = reports_of(test::write_after_delete);
  ASSERT_THAT(reports, Not(IsEmpty()));
  EXPECT_EQ(reports[0].finding, Finding::kUseAfterFree);
}

TEST(TsanCapture, TellsAMisusedMutex) {
  const auto reports = reports_of(test::unlock_what_is_not_locked);
  ASSERT_THAT(reports, Not(IsEmpty()));
  EXPECT_EQ(reports[0].finding, Finding::kMisuse);
}

TEST(TsanCapture, KeepsTheSameRaceEachTimeItHappens) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(reports_of(test::race), SizeIs(1));
}

TEST(TsanCapture, GivesEachReportToTheInnermostOfThoseThatLive) {
  Capture outer;
  EXPECT_THAT(reports_of(test::lock_in_both_orders), Not(IsEmpty()));
  EXPECT_THAT(outer.take(), IsEmpty());
}

TEST(TsanCapture, KeepsFindingsWithoutAskingTheSymbolizer) {
  Capture capture;
  test::lock_in_both_orders();
  EXPECT_THAT(capture.findings(), testing::ElementsAre(Finding::kLockOrder));
  EXPECT_THAT(capture.take(), SizeIs(1));
  EXPECT_THAT(capture.findings(), IsEmpty());
}

TEST(TsanCapture, CountsWhatItHasNoRoomFor) {
  Capture capture;
  constexpr std::size_t kExtra = 3;
  for (std::size_t i = 0; i < Capture::kKept + kExtra; ++i) test::lock_in_both_orders();
  EXPECT_EQ(capture.findings().size(), Capture::kKept);
  EXPECT_EQ(capture.dropped(), kExtra);
}

TEST(TsanCapture, AfterOneThatWasFullBeginsAnew) {
  Capture capture;
  EXPECT_EQ(capture.dropped(), 0U);
  test::lock_in_both_orders();
  EXPECT_THAT(capture.findings(), SizeIs(1));
}

TEST(TsanCapture, KeepsWhatAChildWasToldBeforeItDied) {
  Capture capture;
  const pid_t child = ::fork();
  if (child == 0) {
    test::lock_in_both_orders();
    ::_exit(0);
  }
  ASSERT_GT(child, 0);
  ::waitpid(child, nullptr, 0);
  EXPECT_THAT(capture.take(), testing::ElementsAre(IsLockOrderInversion()));
}

}  // namespace
}  // namespace heddle::tsan
