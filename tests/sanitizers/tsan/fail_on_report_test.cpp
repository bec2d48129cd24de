// An ordinary test in the label tsan fails on a report that it does not expect, and says what it was.
#include <gmock/gmock.h>

#include <string>

#include "../../program/process.hpp"
#include "races.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

test::Ended run_test(const std::string& name) {
  return test::run(
      {.arguments = {"--gtest_filter=" + name, "--gtest_color=no"}, .program = HEDDLE_UNEXPECTED});
}

TEST(TsanFailOnReport, ATestWithAnUnexpectedReportFailsAndShowsBothAccesses) {
  const auto ended = run_test("Unexpected.Report");
  EXPECT_EQ(ended.exit_code, 1) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("[  FAILED  ] Unexpected.Report"));
  EXPECT_THAT(ended.out,
              HasSubstr("that the test did not expect\ndata race (data-race)\n  write of 4 bytes by "));
  EXPECT_THAT(ended.out, HasSubstr("races.hpp:" + std::to_string(test::kLineOfTheWrite)));
  EXPECT_THAT(ended.err, Not(HasSubstr("WARNING: ThreadSanitizer"))) << "it is told once";
}

TEST(TsanFailOnReport, ManyReportsAreCountedAndAFewAreShown) {
  const auto ended = run_test("Unexpected.ManyReports");
  EXPECT_EQ(ended.exit_code, 1) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("ThreadSanitizer reported 100 things"));
  EXPECT_THAT(ended.out, HasSubstr("and 95 more"));
}

TEST(TsanFailOnReport, ASilentTestPasses) {
  const auto ended = run_test("Expected.Silence");
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
}

TEST(TsanFailOnReport, AReportOutsideOfTestsIsThreadSanitizersOwn) {
  const auto ended = run_test("BetweenTests.Report");
  EXPECT_EQ(ended.exit_code, 66) << ended.out;
  EXPECT_THAT(ended.err, HasSubstr("WARNING: ThreadSanitizer: lock-order-inversion"));
}

TEST(TsanFailOnReport, WithoutACanaryNoTestPasses) {
  const auto ended = test::run(
      {.arguments = {"TSAN_OPTIONS=report_bugs=0", HEDDLE_UNEXPECTED, "--gtest_filter=Expected.Silence"},
       .program = "env"});
  EXPECT_EQ(ended.exit_code, 3) << ended.out;
  EXPECT_THAT(ended.err, HasSubstr("could not run: ThreadSanitizer missed its canary"));
  EXPECT_THAT(ended.err, HasSubstr("TSAN_OPTIONS is 'report_bugs=0'"));
}

}  // namespace
}  // namespace heddle
