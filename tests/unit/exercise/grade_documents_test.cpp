// What grades are worth, and how they are told to other programs.
#include "heddle/exercise/grade_documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/exercise/grade.hpp"

namespace heddle {
namespace {

using Json = nlohmann::json;
using Status = Verdict::Status;
using testing::HasSubstr;
using testing::Not;

Judgement judgement_of(Status functional, Status relacy, Finding relacy_finding, Status tsan,
                       Finding tsan_finding, Status stress) {
  const auto verdict = [](const char* detector, Status status, Finding finding) {
    Verdict made;
    made.detector = detector;
    made.status = status;
    made.finding = finding;
    made.summary = "what <was> \"seen\" \x1b[31m";
    return made;
  };
  Judgement judgement;
  judgement.exercise = "03_torn_line";
  judgement.verdicts = {
      verdict("functional", functional,
              functional == Status::kFound ? Finding::kWrongOutcome : Finding::kNone),
      verdict("relacy", relacy, relacy_finding), verdict("tsan", tsan, tsan_finding),
      verdict("stress", stress, stress == Status::kFound ? Finding::kHang : Finding::kNone)};
  return judgement;
}

Judgement all_agree() {
  return judgement_of(Status::kNotFound, Status::kProved, Finding::kNone, Status::kNotFound, Finding::kNone,
                      Status::kNotFound);
}

ExerciseGrade graded(const Judgement& judgement) {
  Exercise exercise;
  exercise.name = "03_torn_line";
  exercise.title = "Lines that tear";
  return grade_of(exercise, judgement);
}

TEST(ExerciseGrade, IsTenPointsForWhatPasses) {
  const ExerciseGrade grade = graded(all_agree());
  EXPECT_EQ(grade.points, 10);
  EXPECT_EQ(grade.most, 10);
  EXPECT_FALSE(grade.is_undecided);
}

TEST(ExerciseGrade, CreditsParts) {
  const Status sound = Status::kNotFound;
  // A race: compiles (1) and does what it should (2).
  EXPECT_EQ(graded(judgement_of(sound, Status::kFound, Finding::kDataRace, Status::kFound, Finding::kDataRace,
                                sound))
                .points,
            3);
  // A deadlock without a race: and has none (3).
  EXPECT_EQ(
      graded(judgement_of(sound, Status::kFound, Finding::kDeadlock, sound, Finding::kNone, sound)).points,
      6);
  // Whatever the detectors say of what does nothing.
  EXPECT_EQ(
      graded(judgement_of(Status::kFound, Status::kProved, Finding::kNone, sound, Finding::kNone, sound))
          .points,
      1);
}

TEST(ExerciseGrade, DoesNotDependOnWhatRealThreadsCameTo) {
  const Status sound = Status::kNotFound;
  for (const Status stress : {Status::kFound, Status::kNotFound})
    for (const Finding tsan : {Finding::kNone, Finding::kHang, Finding::kCrash, Finding::kException})
      EXPECT_EQ(graded(judgement_of(sound, Status::kFound, Finding::kDeadlock,
                                    tsan == Finding::kNone ? sound : Status::kFound, tsan, stress))
                    .points,
                6);
  // A race that ThreadSanitizer had no luck with.
  EXPECT_EQ(
      graded(judgement_of(sound, Status::kFound, Finding::kDataRace, sound, Finding::kNone, sound)).points,
      3);
}

TEST(ExerciseGrade, CountsWhatRealThreadsFoundWhereTheExplorerIsBlind) {
  EXPECT_EQ(graded(judgement_of(Status::kNotFound, Status::kProved, Finding::kNone, Status::kNotFound,
                                Finding::kNone, Status::kFound))
                .points,
            3);
}

TEST(ExerciseGrade, IsNothingForWhatIsRefusedOrWasNotJudged) {
  Judgement refused = all_agree();
  refused.broken_rules = {"line 1: no"};
  EXPECT_EQ(graded(refused).points, 0);
  EXPECT_FALSE(graded(refused).is_undecided);
  Judgement not_judged = all_agree();
  not_judged.could_not = "there is no compiler";
  EXPECT_EQ(graded(not_judged).points, 0);
  EXPECT_TRUE(graded(not_judged).is_undecided);
}

// One of each kind.
std::vector<ExerciseGrade> some_grades() {
  Judgement refused;
  refused.broken_rules = {"line 1: no"};
  Judgement not_judged;
  not_judged.could_not = "there is no compiler";
  return {graded(all_agree()),
          graded(judgement_of(Status::kNotFound, Status::kFound, Finding::kDataRace, Status::kFound,
                              Finding::kDataRace, Status::kNotFound)),
          graded(refused), graded(not_judged)};
}

template <class Write>
std::string written(Write write, const std::vector<ExerciseGrade>& grades) {
  std::ostringstream out;
  write(out, grades);
  return out.str();
}

TEST(GradesJson, HasEveryCredit) {
  const Json json = Json::parse(written(write_grades_json, some_grades()));
  EXPECT_EQ(json.at("heddle_format"), 1);
  EXPECT_EQ(json.at("kind"), "grades");
  EXPECT_EQ(json.at("points"), 13);
  EXPECT_EQ(json.at("most"), 40);
  ASSERT_EQ(json.at("exercises").size(), 4U);
  const Json& race = json.at("exercises").at(1);
  EXPECT_EQ(race.at("name"), "03_torn_line");
  EXPECT_EQ(race.at("points"), 3);
  EXPECT_EQ(race.at("credits").at("functional"), Json({{"points", 2}, {"most", 2}}));
  EXPECT_EQ(race.at("credits").at("no_race"), Json({{"points", 0}, {"most", 3}}));
  EXPECT_FALSE(race.at("undecided"));
  EXPECT_TRUE(json.at("exercises").at(3).at("undecided"));
  EXPECT_THAT(json.at("note").get<std::string>(), HasSubstr("no sandbox"));
}

TEST(GradesJUnit, TellsFailuresFromErrorsAndEscapes) {
  const std::string xml = written(write_grades_junit, some_grades());
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"03_torn_line\" tests=\"4\" failures=\"0\" errors=\"0\">"));
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"03_torn_line\" tests=\"4\" failures=\"2\" errors=\"0\">"));
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"03_torn_line\" tests=\"4\" failures=\"4\" errors=\"0\">"));
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"03_torn_line\" tests=\"4\" failures=\"0\" errors=\"4\">"));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"relacy: what &lt;was&gt; &quot;seen&quot; \\x1b[31m\"/>"));
  EXPECT_THAT(xml, HasSubstr("<error message=\"could not be judged: there is no compiler\"/>"));
  EXPECT_THAT(xml, Not(HasSubstr("\x1b")));
}

TEST(GradesExercism, IsVersionThree) {
  const Json json = Json::parse(written(write_grades_exercism, some_grades()));
  EXPECT_EQ(json.at("version"), 3);
  EXPECT_EQ(json.at("status"), "fail");
  EXPECT_TRUE(json.at("message").is_null());
  ASSERT_EQ(json.at("tests").size(), 16U);
  const Json& passed = json.at("tests").at(0);
  EXPECT_EQ(passed.at("status"), "pass");
  EXPECT_EQ(passed.at("task_id"), 1);
  EXPECT_FALSE(passed.contains("message"));
  const Json& race = json.at("tests").at(6);
  EXPECT_EQ(race.at("status"), "fail");
  EXPECT_EQ(race.at("task_id"), 3);
  EXPECT_THAT(race.at("message").get<std::string>(), HasSubstr("relacy: what"));
  EXPECT_EQ(json.at("tests").at(8).at("status"), "error") << "a refused file was not run";
}

TEST(GradesExercism, HasOneMessageWhereNothingRan) {
  const Json json = Json::parse(
      written(write_grades_exercism, std::vector<ExerciseGrade>{some_grades().at(2), some_grades().at(3)}));
  EXPECT_EQ(json.at("status"), "error");
  EXPECT_THAT(json.at("message").get<std::string>(), HasSubstr("refused: line 1: no\n"));
  EXPECT_EQ(Json::parse(written(write_grades_exercism, std::vector<ExerciseGrade>{graded(all_agree())}))
                .at("status"),
            "pass");
}

}  // namespace
}  // namespace heddle
