// The canary is caught in this build, and where it is not, no verdict is given.
#include "sanitizers/canary/tsan_canary.hpp"

#include <gmock/gmock.h>

#include <string>

#include "../../program/process.hpp"
#include "sanitizers/tsan/capture.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(TsanCanary, IsCaughtInThisProcess) {
  EXPECT_EQ(tsan_canary(), "");
}

TEST(TsanCanary, LeavesNoReportBehind) {
  tsan::Capture capture;
  EXPECT_EQ(tsan_canary(), "");
  EXPECT_TRUE(capture.take().empty());
}

// The words of a look with these options of ThreadSanitizer.
std::string look_with(const std::string& options) {
  const auto ended = test::run({.arguments = {"TSAN_OPTIONS=" + options, HEDDLE_PROGRAM}, .program = "env"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  return ended.out;
}

TEST(TsanCanary, CaughtLetsAVerdictBeGiven) {
  EXPECT_EQ(look_with(""), "not_found: no report in 2 rounds\n");
}

TEST(TsanCanary, MissedMakesTheVerdictCouldNotRun) {
  const std::string words = look_with("report_bugs=0");
  EXPECT_THAT(words, StartsWith("could_not_run: ThreadSanitizer missed its canary"));
  EXPECT_THAT(words, HasSubstr("TSAN_OPTIONS is 'report_bugs=0'"));
}

TEST(TsanCanary, WithoutItsLineMakesTheVerdictCouldNotRun) {
  EXPECT_THAT(look_with("symbolize=0"),
              StartsWith("could_not_run: ThreadSanitizer caught its canary and cannot "
                         "tell the line: install llvm-symbolizer"));
}

}  // namespace
}  // namespace heddle
