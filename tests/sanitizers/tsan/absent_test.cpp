// The library in a program without ThreadSanitizer's runtime: it links, and says so.
#include <gmock/gmock.h>

#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/canary/tsan_canary_race.hpp"
#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/tsan.hpp"

// The canary's own race is compiled for the runtime and cannot be linked here.
namespace heddle::canary {
const int kRaceLine = 0;
void race() {}
}  // namespace heddle::canary

namespace heddle {
namespace {

using testing::HasSubstr;

template <class Sync>
struct Innocent {
  static constexpr int kThreads = 2;
  void thread(int) {}
};

Verdict look(TsanBuild build) {
  return tsan_detector(build).look(variant_of<Innocent<TsanSync>>("test", "innocent"), {});
}

TEST(TsanAbsent, ThereIsNothingToCapture) {
  EXPECT_FALSE(tsan::active());
  tsan::Capture capture;
  EXPECT_TRUE(capture.take().empty());
  EXPECT_EQ(capture.dropped(), 0U);
}

TEST(TsanAbsent, TheCanaryIsNotCaught) {
  EXPECT_THAT(tsan_canary(), HasSubstr("no ThreadSanitizer runtime"));
}

TEST(TsanAbsent, ALookCouldNotRun) {
  const Verdict verdict = look({.accesses = true, .fences = true});
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_THAT(verdict.summary, HasSubstr("no ThreadSanitizer runtime"));
}

TEST(TsanAbsent, AFileThatIsNotInstrumentedSaysSoByItself) {
  const Verdict verdict = look(kTsanBuildOfThisFile);
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_THAT(verdict.summary, HasSubstr("not compiled with -fsanitize=thread"));
}

}  // namespace
}  // namespace heddle
