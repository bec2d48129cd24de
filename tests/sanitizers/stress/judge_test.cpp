// From what a run came to, the verdict.
#include "sanitizers/stress/judge.hpp"

#include <gmock/gmock.h>

#include "variants.hpp"

namespace heddle {
namespace {

using End = ChildResult::End;
using Status = Verdict::Status;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

StressRun run_of(End end, std::vector<OutcomeCount> outcomes, std::uint64_t rounds) {
  StressRun run;
  run.child.end = end;
  run.outcomes = std::move(outcomes);
  run.rounds = rounds;
  run.rounds_wanted = rounds;
  return run;
}

Verdict judged(const Variant& variant, const StressRun& run) {
  Verdict verdict;
  judge(variant, run, verdict);
  return verdict;
}

const OutcomeCount kBoth{"2", Grade::kAcceptable, "", 90};
const OutcomeCount kLost{"1", Grade::kInteresting, "", 10};
const OutcomeCount kWrong{"7", Grade::kForbidden, "not listed, and so forbidden", 1};

TEST(Judge, InterestingOutcomesAreToldAndAreNoFinding) {
  const Verdict verdict =
      judged(variant_of<test::Counted<NativeSync>>("c", "v"), run_of(End::kAnswered, {kBoth, kLost}, 100));
  EXPECT_EQ(verdict.status, Status::kNotFound);
  EXPECT_EQ(verdict.executions, 100U);
  EXPECT_EQ(verdict.summary, "no forbidden outcome in 100 rounds; interesting: '1' 10 times");
}

TEST(Judge, AForbiddenOutcomeIsFound) {
  const Verdict verdict =
      judged(variant_of<test::Counted<NativeSync>>("c", "v"), run_of(End::kAnswered, {kBoth, kWrong}, 91));
  EXPECT_EQ(verdict.status, Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kWrongOutcome);
  EXPECT_EQ(verdict.summary, "wrong outcome '7', 1 time in 91 rounds: not listed, and so forbidden");
}

TEST(Judge, AForbiddenOutcomeThatWasNotSeenIsNotFound) {
  OutcomeCount never = kWrong;
  never.count = 0;
  EXPECT_EQ(
      judged(variant_of<test::Counted<NativeSync>>("c", "v"), run_of(End::kAnswered, {kBoth, never}, 90))
          .status,
      Status::kNotFound);
}

TEST(Judge, WhatComesOutOfADataRaceIsDrawnAndNotGraded) {
  const Verdict verdict =
      judged(variant_of<test::Undefined<NativeSync>>("c", "v"), run_of(End::kAnswered, {kBoth, kWrong}, 91));
  EXPECT_EQ(verdict.status, Status::kNotFound);
  EXPECT_EQ(verdict.summary, "drawn from 91 rounds");
  EXPECT_THAT(verdict.outcomes, SizeIs(2));
}

TEST(Judge, ARunThatTheTimeEndedSaysSo) {
  StressRun run = run_of(End::kAnswered, {kBoth}, 90);
  run.rounds_wanted = 20'000;
  EXPECT_EQ(judged(variant_of<test::Counted<NativeSync>>("c", "v"), run).summary,
            "no forbidden outcome in 90 rounds (of 20,000 at most: the time was over)");
}

TEST(Judge, AHangThatIsNotListedIsFoundWithItsPlaces) {
  StressRun run = run_of(End::kHung, {kBoth}, 90);
  run.child.waiting = {{"worker 0", "lock", "log mutex", "/a.hpp", 7, "worker 1"}};
  const Verdict verdict = judged(variant_of<test::Counted<NativeSync>>("c", "v"), run);
  EXPECT_EQ(verdict.status, Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kHang);
  EXPECT_EQ(verdict.executions, 91U);
  ASSERT_THAT(verdict.places, SizeIs(1));
  EXPECT_EQ(verdict.places[0].file, "/a.hpp");
  EXPECT_EQ(verdict.places[0].line, 7);
  EXPECT_EQ(verdict.places[0].what, "worker 0 waits in lock of 'log mutex' (held by worker 1)");
  EXPECT_EQ(verdict.outcomes.back().text, "hangs");
  EXPECT_EQ(verdict.outcomes.back().grade, Grade::kForbidden);
}

TEST(Judge, AHangThatIsListedIsCountedOnce) {
  const Verdict verdict = judged(
      variant_of<test::HangsAsListed<NativeSync>>("c", "v"),
      run_of(End::kHung, {{"done", Grade::kAcceptable, "", 3}, {"hangs", Grade::kInteresting, "", 0}}, 3));
  EXPECT_EQ(verdict.status, Status::kNotFound);
  EXPECT_EQ(verdict.outcomes[1].count, 1U);
  EXPECT_EQ(verdict.summary,
            "no forbidden outcome in 4 rounds, the last of which hung; interesting: 'hangs' 1 time");
}

TEST(Judge, AListedHangThatIsForbiddenIsFound) {
  const Verdict verdict = judged(variant_of<test::HangsThoughForbidden<NativeSync>>("c", "v"),
                                 run_of(End::kHung, {{"hangs", Grade::kForbidden, "", 0}}, 0));
  EXPECT_EQ(verdict.finding, Finding::kHang);
}

TEST(Judge, AForbiddenOutcomeBeforeAListedHangIsFound) {
  const Verdict verdict =
      judged(variant_of<test::HangsAsListed<NativeSync>>("c", "v"), run_of(End::kHung, {kWrong}, 1));
  EXPECT_EQ(verdict.finding, Finding::kWrongOutcome);
}

TEST(Judge, AHangOutsideOfTheSetSaysThatItKnowsNoMore) {
  const Verdict verdict = judged(variant_of<test::Counted<NativeSync>>("c", "v"), run_of(End::kHung, {}, 0));
  EXPECT_THAT(verdict.places, IsEmpty());
  EXPECT_THAT(verdict.evidence, ElementsAre(HasSubstr("no thread was in an operation that waits")));
}

TEST(Judge, ADeathIsACrashWithItsLastWordsEvenOfARacyVariant) {
  StressRun run = run_of(End::kDied, {kBoth}, 90);
  run.child.signal = 6;
  run.child.last_words = "terminate called\n  what():  oops\n";
  const Verdict verdict = judged(variant_of<test::Undefined<NativeSync>>("c", "v"), run);
  EXPECT_EQ(verdict.status, Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kCrash);
  EXPECT_EQ(verdict.summary, "crash: signal 6 (Aborted) after 90 rounds");
  EXPECT_THAT(verdict.evidence, ElementsAre("terminate called", "  what():  oops"));
}

}  // namespace
}  // namespace heddle
