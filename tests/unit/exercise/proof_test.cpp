// What is found against a proof: it has to prove what is right, to catch each mutant, and to know what
// ThreadSanitizer says.
#include "heddle/exercise/proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "heddle/exercise/judgement.hpp"

namespace heddle {
namespace {

using Status = Verdict::Status;
using testing::ElementsAre;
using testing::HasSubstr;

Verdict verdict(const std::string& detector, const std::string& scenario, Status status,
                Finding finding = Finding::kNone) {
  Verdict verdict;
  verdict.detector = detector;
  verdict.variant = scenario;
  verdict.status = status;
  verdict.finding = finding;
  return verdict;
}

Exercise proof() {
  Exercise exercise;
  exercise.given = "frame.hpp";
  exercise.mutants = {{.scenario = "no_fence", .broken = "there is no fence"}};
  return exercise;
}

// The scenarios of the proof; of the sound one it declares this of ThreadSanitizer.
std::vector<VariantRecord> declared(Finding tsan = Finding::kNone) {
  std::vector<VariantRecord> declared(2);
  declared[0].name = "as_given";
  declared[0].expected.tsan = tsan;
  declared[1].name = "no_fence";
  return declared;
}

Verdict on_mutant(Status status, Finding finding = Finding::kNone) {
  const auto verdicts =
      verdicts_on_proof(proof(), declared(), {verdict("relacy", "no_fence", status, finding)});
  EXPECT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts.at(0).detector, kMutants);
  EXPECT_EQ(verdicts.at(0).variant, "no_fence");
  return verdicts.at(0);
}

Verdict on_tsan(Finding declares, Status status, Finding finding = Finding::kNone) {
  const auto verdicts =
      verdicts_on_proof(proof(), declared(declares), {verdict("tsan", "as_given", status, finding)});
  return verdicts.at(1);  // after the mutant, at which nobody looked
}

TEST(Proof, IsSoundInTheScenariosThatAreNoMutants) {
  EXPECT_THAT(sound_scenarios(proof(), declared()), ElementsAre("as_given"));
}

TEST(Proof, CatchesAMutantInWhichSomethingIsFound) {
  const Verdict caught = on_mutant(Status::kFound, Finding::kDataRace);
  EXPECT_EQ(caught.status, Status::kNotFound);
  EXPECT_EQ(caught.summary, "caught, by a data race: there is no fence");
}

TEST(Proof, ThatProvesAMutantTooProvesNothing) {
  const Verdict missed = on_mutant(Status::kProved);
  EXPECT_EQ(missed.status, Status::kFound);
  EXPECT_EQ(missed.finding, Finding::kWrongOutcome);
  EXPECT_THAT(missed.summary, HasSubstr("there is no fence; a proof that cannot fail proves nothing"));
}

TEST(Proof, IsUndecidedWhereTheSearchOfAMutantWasCutOffOrNeverMade) {
  EXPECT_EQ(on_mutant(Status::kNotFound).status, Status::kCouldNotRun);
  EXPECT_EQ(on_mutant(Status::kCouldNotRun).status, Status::kCouldNotRun);
  EXPECT_EQ(verdicts_on_proof(proof(), declared(), {}).at(0).status, Status::kCouldNotRun);
}

TEST(Proof, MayDeclareThatThreadSanitizerIsWrong) {
  EXPECT_EQ(on_tsan(Finding::kDataRace, Status::kFound, Finding::kDataRace).status, Status::kNotFound);
  EXPECT_EQ(on_tsan(Finding::kNone, Status::kNotFound).status, Status::kNotFound);
}

TEST(Proof, HasToKnowWhatThreadSanitizerSays) {
  EXPECT_THAT(on_tsan(Finding::kNone, Status::kFound, Finding::kDataRace).summary,
              HasSubstr("reports a data race, and the proof declares none"));
  EXPECT_EQ(on_tsan(Finding::kNone, Status::kFound, Finding::kDataRace).status, Status::kFound);
  EXPECT_EQ(on_tsan(Finding::kLockOrder, Status::kFound, Finding::kDataRace).status, Status::kFound);
  EXPECT_EQ(on_tsan(Finding::kDataRace, Status::kNotFound).status, Status::kFound);
  EXPECT_EQ(on_tsan(Finding::kDataRace, Status::kCouldNotRun).status, Status::kCouldNotRun);
}

TEST(Proof, PassesOnlyWhereItCatchesEveryMutant) {
  Judgement judgement;
  judgement.verdicts = {verdict("functional", "", Status::kNotFound), verdict("relacy", "", Status::kProved),
                        verdict("tsan", "", Status::kNotFound), verdict("stress", "", Status::kNotFound),
                        verdict(kMutants, "no_fence", Status::kNotFound)};
  EXPECT_TRUE(judgement.passed());
  judgement.verdicts.back() = verdict(kMutants, "no_fence", Status::kFound, Finding::kWrongOutcome);
  EXPECT_FALSE(judgement.points().proved);
  EXPECT_EQ(judgement.finding(), &judgement.verdicts.back());
  judgement.verdicts.back() = verdict(kMutants, "no_fence", Status::kCouldNotRun);
  EXPECT_FALSE(judgement.passed());
  EXPECT_TRUE(judgement.is_undecided());
}

}  // namespace
}  // namespace heddle
