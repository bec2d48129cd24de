// What a variant declares against what a detector saw: every kind of disagreement is told.
#include "heddle/core/agreement.hpp"

#include <gmock/gmock.h>

#include <string>

namespace heddle {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both"}, {"1", Grade::kInteresting, "one lost"}};

Variant variant(Findings expected) {
  return {.case_name = "case", .name = "variant", .story = "", .expected = expected, .outcomes = kOutcomes};
}

Verdict found(std::string detector, Finding finding, std::string summary = "") {
  Verdict verdict;
  verdict.detector = std::move(detector);
  verdict.status = Verdict::Status::kFound;
  verdict.finding = finding;
  verdict.summary = std::move(summary);
  verdict.places = {{"a.hpp", 7, "thread", "write of 'rows'", "x = 1;  // [race]"}};
  verdict.executions = 10;
  return verdict;
}

Verdict not_found(std::string detector) {
  Verdict verdict;
  verdict.detector = std::move(detector);
  verdict.status = Verdict::Status::kNotFound;
  verdict.summary = "not found in 10 rounds";
  verdict.executions = 10;
  return verdict;
}

constexpr Findings kRace{.tsan = Finding::kDataRace, .model = Finding::kDataRace};

TEST(Agreement, AFindingThatIsDeclaredAgrees) {
  EXPECT_THAT(disagreements(variant(kRace), found("tsan", Finding::kDataRace)), IsEmpty());
  EXPECT_THAT(disagreements(variant({.model = Finding::kDeadlock}), found("relacy", Finding::kDeadlock)),
              IsEmpty());
}

TEST(Agreement, SilenceThatIsDeclaredAgrees) {
  EXPECT_THAT(disagreements(variant({}), not_found("tsan")), IsEmpty());
  Verdict proved = not_found("relacy");
  proved.status = Verdict::Status::kProved;
  EXPECT_THAT(disagreements(variant({}), proved), IsEmpty());
}

TEST(Agreement, EachDetectorIsHeldToItsOwnDeclaration) {
  const Variant only_model = variant({.model = Finding::kWrongOutcome});
  EXPECT_THAT(disagreements(only_model, not_found("tsan")), IsEmpty());
  EXPECT_THAT(disagreements(only_model, not_found("relacy")),
              ElementsAre("declared: wrong outcome; seen: nothing: not found in 10 rounds"));
}

TEST(Agreement, AFindingThatIsNotDeclaredIsTold) {
  EXPECT_THAT(disagreements(variant({}), found("tsan", Finding::kDataRace, "data race on 'rows'")),
              ElementsAre("declared: nothing; seen: data race on 'rows' at a.hpp:7"));
}

TEST(Agreement, AnotherFindingThanTheDeclaredOneIsTold) {
  EXPECT_THAT(disagreements(variant(kRace), found("relacy", Finding::kDeadlock, "both wait")),
              ElementsAre("declared: data race; seen: deadlock: both wait at a.hpp:7"));
}

TEST(Agreement, CouldNotRunNeverAgrees) {
  Verdict verdict;
  verdict.detector = "tsan";
  verdict.summary = "its canary was missed";
  for (const Findings& expected : {Findings{}, kRace})
    EXPECT_THAT(disagreements(variant(expected), verdict),
                ElementsAre("could not run: its canary was missed"));
}

TEST(Agreement, AReportThatPointsAtNoMarkedLineIsTold) {
  Verdict verdict = found("tsan", Finding::kDataRace);
  EXPECT_THAT(disagreements(variant(kRace), verdict, true), IsEmpty());
  verdict.places[0].source = "y = 2;";
  EXPECT_THAT(disagreements(variant(kRace), verdict, false), IsEmpty());
  EXPECT_THAT(disagreements(variant(kRace), verdict, true),
              ElementsAre("declared: lines marked // [race]; seen: a report of other lines: a.hpp:7"));
  verdict.places.clear();
  EXPECT_THAT(disagreements(variant(kRace), verdict, true),
              ElementsAre("declared: lines marked // [race]; seen: a report that names no line"));
}

TEST(Agreement, AWrongOutcomePassesAMarkedLineOnItsWay) {
  const Variant wrong = variant({.model = Finding::kWrongOutcome});
  Verdict verdict = found("relacy", Finding::kWrongOutcome);
  EXPECT_THAT(disagreements(wrong, verdict, true),
              ElementsAre("declared: lines marked // [race]; seen: no step of the execution on such a line"));
  Trace trace;
  trace.steps.resize(2);
  verdict.traces = {trace};
  EXPECT_THAT(disagreements(wrong, verdict, true), SizeIs(1));
  verdict.traces[0].steps[1].source = "x;  // [race]";
  EXPECT_THAT(disagreements(wrong, verdict, true), IsEmpty());
}

TEST(Agreement, StressIsSilentAboutBugsThatDidNotShow) {
  EXPECT_THAT(disagreements(variant(kRace), not_found("stress")), IsEmpty());
}

TEST(Agreement, StressIsHeldToTheListOfOutcomes) {
  Verdict verdict = not_found("stress");
  verdict.outcomes = {{"2", Grade::kAcceptable, "", 9}, {"1", Grade::kInteresting, "", 1}};
  EXPECT_THAT(disagreements(variant({}), verdict), IsEmpty());
  verdict.outcomes.push_back({"3", Grade::kForbidden, "", 4});
  EXPECT_THAT(disagreements(variant({}), verdict),
              ElementsAre("declared: no forbidden outcome; seen: '3', 4 times"));
  EXPECT_THAT(disagreements(variant(kRace), verdict), IsEmpty()) << "a data race may come to anything";
}

TEST(Agreement, AForbiddenOutcomeThatIsListedAndWasNeverSeenIsNoDifference) {
  Verdict verdict = not_found("stress");
  verdict.outcomes = {{"2", Grade::kAcceptable, "", 9}, {"3", Grade::kForbidden, "", 0}};
  EXPECT_THAT(disagreements(variant({}), verdict), IsEmpty());
}

TEST(Agreement, StressIsRedOnACrashEvenOfARacyVariant) {
  EXPECT_THAT(disagreements(variant(kRace), found("stress", Finding::kCrash, "crash: signal 11")),
              ElementsAre("declared: no forbidden outcome, no crash, no hang beyond the list; "
                          "seen: crash: signal 11 at a.hpp:7"));
}

TEST(Agreement, StressThatRanNoRoundSaysNothing) {
  Verdict verdict = not_found("stress");
  verdict.executions = 0;
  EXPECT_THAT(disagreements(variant({}), verdict),
              ElementsAre("declared: a histogram of outcomes; seen: no round that ended"));
}

TEST(Agreement, TheStaticAnalysisIsHeldToItsWarning) {
  EXPECT_THAT(disagreements(variant({.thread_safety = true}), found("static", Finding::kDataRace)),
              IsEmpty());
  EXPECT_THAT(disagreements(variant({}), not_found("static")), IsEmpty());
  EXPECT_THAT(disagreements(variant({.thread_safety = true}), not_found("static")),
              ElementsAre("declared: a warning of -Wthread-safety; seen: none"));
  EXPECT_THAT(disagreements(variant({}), found("static", Finding::kDataRace, "not held")),
              ElementsAre("declared: no warning; seen: not held"));
}

TEST(Agreement, ADetectorThatNobodyDeclaresForIsTold) {
  EXPECT_THAT(
      disagreements(variant({}), not_found("oracle")),
      ElementsAre(
          "no variant declares what the detector 'oracle' sees; a detector is stress, tsan, relacy or "
          "static"));
}

}  // namespace
}  // namespace heddle
