// The main of ordinary tests under ThreadSanitizer: an unexpected report fails the test, and nothing counts
// before the canary was caught.
#include <gmock/gmock.h>

#include <cstdio>
#include <string>

#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/tsan/fail_on_report.hpp"

int main(int argc, char** argv) {
  constexpr int kCouldNotRun = 3;
  testing::InitGoogleMock(&argc, argv);
  if (!GTEST_FLAG_GET(list_tests)) {
    if (const std::string reason = heddle::tsan_canary(); !reason.empty()) {
      std::fprintf(stderr, "could not run: %s\n", reason.c_str());
      return kCouldNotRun;
    }
    testing::UnitTest::GetInstance()->listeners().Append(new heddle::tsan::FailOnReport);
  }
  return RUN_ALL_TESTS();
}
