// The static detector is disarmed in each way there is, and its silence does not count then.
#include "sanitizers/static/canary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "builds.hpp"

namespace heddle {
namespace {

void expect_canary_missed(const Verdict& verdict) {
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_FALSE(verdict.unavailable) << "or the test would be skipped, and nobody would see it";
  EXPECT_THAT(verdict.summary, testing::HasSubstr("canary"));
}

constexpr std::string_view kRight = "const heddle::Lock<Sync> lock(mutex_); count_.write(1);";

TEST(StaticCanary, IsMissedWhereTheWarningIsSwitchedOff) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  StaticBuild build = test::build_of(test::case_with(kRight));
  build.flags.emplace_back("-Wno-thread-safety");
  expect_canary_missed(test::look_at(build));
}

TEST(StaticCanary, IsMissedWhereTheCaseSwitchesTheWarningOff) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const std::string pragma = "#pragma clang diagnostic ignored \"-Wthread-safety\"\n";
  expect_canary_missed(test::look_at(test::build_of(pragma + test::case_with(kRight))));
}

TEST(StaticCanary, IsMissedWhereTheAnnotationsAreGone) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const std::string gone = "#undef HEDDLE_GUARDED_BY\n#define HEDDLE_GUARDED_BY(lock)\n";
  expect_canary_missed(test::look_at(test::build_of(gone + test::case_with(kRight))));
}

TEST(StaticCanary, IsMissedByAProgramThatIsNoCompiler) {
  StaticBuild build = test::build_of(test::case_with(kRight));
  build.compiler = "true";
  expect_canary_missed(test::look_at(build));
}

TEST(StaticCanary, HasItsFaultOnTheLineThatIsNamed) {
  std::string_view rest = kStaticCanary.substr(kStaticCanary.find("#line 1"));
  for (int line = 0; line < kStaticCanaryLine; ++line) rest.remove_prefix(rest.find('\n') + 1);
  EXPECT_EQ(rest.substr(0, rest.find('\n')), "    count_.write(2);");
}

}  // namespace
}  // namespace heddle
