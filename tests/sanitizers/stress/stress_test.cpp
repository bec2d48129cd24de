// The stress detector from outside: a variant in, a verdict out.
#include "sanitizers/stress/stress.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "variants.hpp"

namespace heddle {
namespace {

using Status = Verdict::Status;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

template <template <class> class Template>
Verdict verdict_on(DetectorOptions options = {}) {
  if (options.rounds == 0) options.rounds = 100;
  return stress_detector("this compiler").look(variant_of<Template<StressSync>>("case", "variant"), options);
}

TEST(Stress, SaysWhatItLookedAt) {
  const Verdict verdict = verdict_on<test::Counted>();
  EXPECT_EQ(verdict.detector, "stress");
  EXPECT_EQ(verdict.case_name, "case");
  EXPECT_EQ(verdict.variant, "variant");
  EXPECT_EQ(verdict.status, Status::kNotFound);
  EXPECT_EQ(verdict.executions, 100U);
  EXPECT_GT(verdict.seconds, 0);
  ASSERT_THAT(verdict.outcomes, SizeIs(1));
  EXPECT_EQ(verdict.outcomes[0].count, 100U);
}

TEST(Stress, WithoutOptionsItRunsItsDefaultRoundsOrItsDefaultTime) {
  const Verdict verdict =
      stress_detector().look(variant_of<test::Counted<StressSync>>("case", "variant"), {});
  EXPECT_GT(verdict.executions, 0U);
  if (verdict.executions < kStressRounds) {
    EXPECT_THAT(verdict.summary, HasSubstr("the time was over"));
  }
}

TEST(Stress, FindsOutcomesThatAreForbiddenOrNotListed) {
  EXPECT_EQ(verdict_on<test::NotListed>().finding, Finding::kWrongOutcome);
  EXPECT_EQ(verdict_on<test::Forbidden>().finding, Finding::kWrongOutcome);
  DetectorOptions options;
  options.threads = 3;
  EXPECT_EQ(verdict_on<test::Counted>(options).finding, Finding::kWrongOutcome);
}

TEST(Stress, TellsWhenItFirstSawWhatIsNotAcceptable) {
  const Verdict found = verdict_on<test::NotListed>();
  EXPECT_GT(found.seconds_to_finding, 0);
  EXPECT_LT(found.seconds_to_finding, found.seconds) << "the first of 100 rounds had it";
  EXPECT_EQ(verdict_on<test::Counted>().seconds_to_finding, 0);
}

TEST(Stress, NamesTheCompilerOfWhatIsUndefined) {
  EXPECT_THAT(verdict_on<test::Undefined>().limits,
              Contains(HasSubstr("seen with this compiler (this compiler)")));
  EXPECT_THAT(verdict_on<test::Counted>().limits, Not(Contains(HasSubstr("compiler"))));
  EXPECT_THAT(std::string(kCompiledWith), testing::ContainsRegex("(clang|gcc) [0-9]+\\."));
}

TEST(Stress, FindsAHangAndWhereEachThreadWas) {
  const Verdict verdict = verdict_on<test::Hangs>();
  EXPECT_EQ(verdict.finding, Finding::kHang);
  ASSERT_THAT(verdict.places, SizeIs(1)) << "the other thread is done and at the detector's gate";
  EXPECT_EQ(verdict.places[0].what, "worker 0 waits in acquire of 'never'");
  EXPECT_THAT(verdict.places[0].file, EndsWith("variants.hpp"));
}

TEST(Stress, FindsAThreadThatSpinsWithoutAYield) {
  DetectorOptions options;
  options.hang_seconds = 0.3;
  const Verdict verdict = verdict_on<test::Spins>(options);
  EXPECT_EQ(verdict.finding, Finding::kHang);
  EXPECT_THAT(verdict.evidence, Contains(HasSubstr("without a yield")));
}

TEST(Stress, AListedHangIsAnOutcome) {
  const Verdict verdict = verdict_on<test::HangsAsListed>();
  EXPECT_EQ(verdict.status, Status::kNotFound);
  EXPECT_EQ(verdict.outcomes[1].count, 1U);
}

TEST(Stress, FindsCrashes) {
  const Verdict thrown = verdict_on<test::Throws>();
  EXPECT_EQ(thrown.finding, Finding::kCrash);
  EXPECT_THAT(thrown.evidence, Contains(HasSubstr("the image is broken")));
  EXPECT_THAT(verdict_on<test::ThrowsAfter>().evidence, Contains(HasSubstr("no result")));
  EXPECT_THAT(verdict_on<test::Crashes>().summary, HasSubstr("signal 11"));
}

TEST(Stress, RefusesAThreadCountThatTheVariantCannotHave) {
  for (const int threads : {-1, 1, 5}) {
    DetectorOptions options;
    options.threads = threads;
    try {
      verdict_on<test::Counted>(options);
      ADD_FAILURE() << threads;
    } catch (const std::invalid_argument& error) {
      EXPECT_EQ(error.what(),
                "case.variant runs with 2 to 4 threads, and not with " + std::to_string(threads));
    }
  }
}

}  // namespace
}  // namespace heddle
