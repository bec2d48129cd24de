// What a judgement is worth: points are credited each by itself, and nothing that could not run is taken for
// a pass.
#include "heddle/exercise/judgement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "heddle/exercise/judgement_text.hpp"

namespace heddle {
namespace {

using Status = Verdict::Status;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Verdict verdict(const std::string& detector, Status status, Finding finding = Finding::kNone) {
  Verdict verdict;
  verdict.detector = detector;
  verdict.status = status;
  verdict.finding = finding;
  return verdict;
}

Judgement judgement_of(Status functional, Status relacy, Status tsan, Status stress) {
  Judgement judgement;
  judgement.verdicts = {verdict("functional", functional), verdict("relacy", relacy), verdict("tsan", tsan),
                        verdict("stress", stress)};
  return judgement;
}

TEST(Judgement, PassesWhereEverybodyAgrees) {
  const Judgement judgement =
      judgement_of(Status::kNotFound, Status::kProved, Status::kNotFound, Status::kNotFound);
  EXPECT_TRUE(judgement.passed());
  EXPECT_FALSE(judgement.is_undecided());
}

TEST(Judgement, DoesNotPassWhereOneDisagrees) {
  EXPECT_FALSE(judgement_of(Status::kFound, Status::kProved, Status::kNotFound, Status::kNotFound)
                   .points()
                   .functional);
  EXPECT_FALSE(
      judgement_of(Status::kNotFound, Status::kFound, Status::kNotFound, Status::kNotFound).points().proved);
  EXPECT_FALSE(
      judgement_of(Status::kNotFound, Status::kProved, Status::kFound, Status::kNotFound).points().no_race);
  const Points stress =
      judgement_of(Status::kNotFound, Status::kProved, Status::kNotFound, Status::kFound).points();
  EXPECT_FALSE(stress.no_race);
  EXPECT_FALSE(stress.proved);
}

TEST(Judgement, CreditsEachPointByItself) {
  const Points points =
      judgement_of(Status::kNotFound, Status::kFound, Status::kNotFound, Status::kNotFound).points();
  EXPECT_TRUE(points.compiles);
  EXPECT_TRUE(points.functional);
  EXPECT_TRUE(points.no_race);
  EXPECT_FALSE(points.proved);
}

TEST(Judgement, TakesNoSearchThatWasCutOffForAProof) {
  const Judgement judgement =
      judgement_of(Status::kNotFound, Status::kNotFound, Status::kNotFound, Status::kNotFound);
  EXPECT_FALSE(judgement.passed());
  EXPECT_FALSE(judgement.points().proved);
  EXPECT_FALSE(judgement.is_undecided()) << "the same file comes to the same each time";
  ASSERT_NE(judgement.unproved(), nullptr);
  EXPECT_EQ(judgement.unproved()->detector, "relacy");
  EXPECT_NE(judgement_line(judgement).find("not proved"), std::string::npos);
  EXPECT_NE(judgement_line(judgement).find("Sync::yield()"), std::string::npos);
}

TEST(Judgement, IsUndecidedWhereThereIsNoProofAndADetectorCouldNotRun) {
  const Judgement judgement =
      judgement_of(Status::kNotFound, Status::kNotFound, Status::kCouldNotRun, Status::kNotFound);
  EXPECT_EQ(judgement.unproved(), nullptr);
  EXPECT_TRUE(judgement.is_undecided());
}

TEST(Judgement, TakesNoSilenceForAPass) {
  EXPECT_FALSE(Judgement{}.passed());
  EXPECT_TRUE(Judgement{}.is_undecided());
  const Judgement judgement =
      judgement_of(Status::kNotFound, Status::kProved, Status::kCouldNotRun, Status::kNotFound);
  EXPECT_FALSE(judgement.passed());
  EXPECT_TRUE(judgement.is_undecided());
}

TEST(Judgement, HasNoPointsForAFileThatBreaksARuleOrDoesNotCompile) {
  Judgement refused = judgement_of(Status::kNotFound, Status::kProved, Status::kNotFound, Status::kNotFound);
  refused.broken_rules = {"line 1: sleep waits"};
  EXPECT_FALSE(refused.points().compiles || refused.points().functional || refused.points().proved);
  Judgement broken;
  broken.compiler_said = "error: no";
  EXPECT_FALSE(broken.points().compiles);
  EXPECT_FALSE(broken.is_undecided());
}

TEST(Judgement, ShowsTheFirstThatFoundSomething) {
  EXPECT_EQ(judgement_of(Status::kFound, Status::kFound, Status::kFound, Status::kFound).finding()->detector,
            "functional");
  EXPECT_EQ(
      judgement_of(Status::kNotFound, Status::kFound, Status::kFound, Status::kFound).finding()->detector,
      "relacy");
  EXPECT_EQ(judgement_of(Status::kNotFound, Status::kProved, Status::kNotFound, Status::kNotFound).finding(),
            nullptr);
}

TEST(Judgement, ShowsAHangOrACrashOnlyWhereNobodySaysByWhichSteps) {
  for (const Finding end : {Finding::kHang, Finding::kCrash}) {
    Judgement judgement = judgement_of(Status::kFound, Status::kFound, Status::kNotFound, Status::kNotFound);
    judgement.verdicts[0].finding = end;
    judgement.verdicts[1].finding = Finding::kSelfDeadlock;
    EXPECT_EQ(judgement.finding()->detector, "relacy");
    judgement.verdicts[1] = verdict("relacy", Status::kProved);
    EXPECT_EQ(judgement.finding()->detector, "functional");
  }
}

TEST(StatedReason, IsHeldAgainstEachDetector) {
  Exercise exercise;
  exercise.fails = {{"relacy", Finding::kDeadlock}};
  Judgement judgement = judgement_of(Status::kNotFound, Status::kFound, Status::kNotFound, Status::kFound);
  judgement.verdicts[1].finding = Finding::kDeadlock;
  EXPECT_THAT(unstated_failures(exercise, judgement), IsEmpty());
  judgement.verdicts[1].finding = Finding::kDataRace;
  EXPECT_THAT(unstated_failures(exercise, judgement),
              ElementsAre("relacy: declared: deadlock; seen: data race"));
  judgement.verdicts[1].finding = Finding::kDeadlock;
  judgement.verdicts[2] = verdict("tsan", Status::kFound, Finding::kDataRace);
  EXPECT_THAT(unstated_failures(exercise, judgement),
              ElementsAre("tsan: declared: nothing; seen: data race"));
  judgement.verdicts[2] = verdict("tsan", Status::kCouldNotRun);
  EXPECT_THAT(unstated_failures(exercise, judgement), ElementsAre(HasSubstr("tsan could not run")));
}

TEST(StatedReason, IsNoneWhereNothingFails) {
  Exercise exercise;
  const Judgement judgement =
      judgement_of(Status::kNotFound, Status::kProved, Status::kNotFound, Status::kNotFound);
  EXPECT_THAT(unstated_failures(exercise, judgement), ElementsAre("no detector is said to find anything"));
  exercise.fails = {{"relacy", Finding::kDeadlock}};
  EXPECT_THAT(unstated_failures(exercise, judgement),
              ElementsAre("relacy: declared: deadlock; seen: nothing"));
}

}  // namespace
}  // namespace heddle
