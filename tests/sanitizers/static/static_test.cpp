// What the static detector finds, and what it says where it could not look.
#include "sanitizers/static/static.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "builds.hpp"
#include "heddle/core/agreement.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;

TEST(Static, FindsAGuardedValueThatIsUsedWithoutItsMutex) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(test::build_of(test::case_with("count_.write(1);")));
  EXPECT_EQ(verdict.status, Verdict::Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kDataRace);
  EXPECT_THAT(verdict.summary, HasSubstr("'count_' requires holding mutex 'mutex_'"));
  ASSERT_EQ(verdict.places.size(), 1U);
  EXPECT_THAT(verdict.places[0].file, testing::EndsWith("case.hpp"));
  EXPECT_EQ(verdict.places[0].line, 100);
  EXPECT_EQ(verdict.detector, "static");
  EXPECT_EQ(verdict.full_name(), "case.variant");
}

TEST(Static, FindsAMutexThatIsLockedTwice) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(test::build_of(test::case_with(
      "const heddle::Lock<Sync> lock(mutex_); const heddle::Lock<Sync> again(mutex_); count_.write(1);")));
  EXPECT_EQ(verdict.status, Verdict::Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kSelfDeadlock);
}

TEST(Static, FindsAMutexThatIsNotGivenBack) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(test::build_of(test::case_with("mutex_.lock();")));
  EXPECT_EQ(verdict.status, Verdict::Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kMisuse);
}

TEST(Static, TellsALineOnceWhateverIsWrongOnIt) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(test::build_of(test::case_with("count_.write(count_.read() + 1);")));
  EXPECT_EQ(verdict.places.size(), 1U);
}

TEST(Static, IsSilentWhereTheMutexIsHeld) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(
      test::build_of(test::case_with("const heddle::Lock<Sync> lock(mutex_); count_.write(1);")));
  EXPECT_EQ(verdict.status, Verdict::Status::kNotFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kNone);
  EXPECT_THAT(verdict.places, testing::IsEmpty());
}

TEST(Static, LooksAtTheVariantThatIsAskedForAlone) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const std::string both =
      test::case_with("count_.write(1);") +
      "template <class Sync> struct Fixed { static constexpr int kThreads = 1; void thread(int) {} };\n"
      "using Both = heddle::VariantList<heddle::Named<\"racy\", OneVariant>, heddle::Named<\"fixed\", "
      "Fixed>>;\n";
  EXPECT_EQ(test::look_at(test::build_of(both, "Both"), "racy").status, Verdict::Status::kFound);
  EXPECT_EQ(test::look_at(test::build_of(both, "Both"), "fixed").status, Verdict::Status::kNotFound);
}

TEST(Static, WarningOnALineWithoutAMarkDisagreesWhereMarksAreRequired) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  Verdict verdict = test::look_at(test::build_of(test::case_with("count_.write(1);")));
  Variant variant;
  variant.expected.thread_safety = true;
  ASSERT_EQ(verdict.places.size(), 1U);
  EXPECT_THAT(disagreements(variant, verdict, true), testing::SizeIs(1));
  verdict.places[0].source = "count_.write(1);  // [race]";
  EXPECT_THAT(disagreements(variant, verdict, true), testing::IsEmpty());
  variant.expected.thread_safety = false;
  EXPECT_THAT(disagreements(variant, verdict, true), testing::SizeIs(1));
}

TEST(Static, OfACaseThatDoesNotCompileCouldNotRunAndSaysWhere) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(test::build_of(test::case_with("no_such_function();")));
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_FALSE(verdict.unavailable);
  EXPECT_THAT(verdict.summary, testing::AllOf(HasSubstr("does not compile"), HasSubstr("no_such_function"),
                                              HasSubstr("case.hpp:100")));
}

TEST(Static, OfAVariantThatTheCaseDoesNotHaveCouldNotRun) {
  HEDDLE_SKIP_WITHOUT_CLANG();
  const Verdict verdict = test::look_at(test::build_of(test::case_with("")), "other");
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_THAT(verdict.summary, HasSubstr("no variant of this name"));
}

TEST(Static, WithoutAClangIsUnavailable) {
  StaticBuild build = test::build_of(test::case_with(""));
  build.compiler = "";
  const Verdict verdict = test::look_at(build);
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_TRUE(verdict.unavailable);
  EXPECT_THAT(verdict.summary, HasSubstr("ci/setup"));
}

TEST(Static, WithACompilerThatIsNotThereCouldNotRunAndNamesIt) {
  StaticBuild build = test::build_of(test::case_with(""));
  build.compiler = "/nowhere/clang++";
  const Verdict verdict = test::look_at(build);
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_FALSE(verdict.unavailable);
  EXPECT_THAT(verdict.summary, HasSubstr("/nowhere/clang++"));
}

TEST(Static, WithAProgramThatFailsWithoutAWordCouldNotRun) {
  StaticBuild build = test::build_of(test::case_with(""));
  build.compiler = "false";
  const Verdict verdict = test::look_at(build);
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_THAT(verdict.summary, HasSubstr("status 1"));
}

}  // namespace
}  // namespace heddle
