// heddle exercise as a student meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/program/expectations.hpp"
#include "tests/program/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using test::IsOneLine;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// A student's clone with two exercises, and a build of it.
class Student {
 public:
  // cmake: empty: that of the build.
  explicit Student(const char* cmake = "") {
    const fs::path build = HEDDLE_EXERCISE_TOOLKIT;
    auto toolkit = nlohmann::json::parse(test::read_bytes(build / "toolkit.json"));
    solutions_ = toolkit.at("solutions").get<std::string>();
    toolkit["exercises"] = (folder_ / "exercises").string();
    if (*cmake != '\0') toolkit["configure"][0] = cmake;
    test::write_bytes(folder_ / "build" / "toolkit.json", toolkit.dump());
    fs::create_directories(folder_ / "exercises");
    fs::create_directories(folder_ / "build" / "handed_out");
    for (const char* const name : {"01_lost_counter", "03_torn_line"}) {
      fs::copy(build / "handed_out" / name, folder_ / "exercises" / name);
      fs::copy(build / "handed_out" / name, folder_ / "build" / "handed_out" / name);
    }
  }

  fs::path build() const { return folder_ / "build"; }
  fs::path counter() const { return folder_ / "exercises" / "01_lost_counter" / "counter.hpp"; }
  std::string solution() const { return test::read_bytes(solutions_ / "01_lost_counter" / "counter.hpp"); }
  fs::path output() const { return folder_ / "output"; }

  test::Command command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {"HEDDLE_EXERCISES=" + (folder_ / "build").string(), HEDDLE_PROGRAM, "exercise"});
    return {.arguments = std::move(arguments), .program = "env"};
  }
  Ended exercise(std::vector<std::string> arguments) const {
    return test::run(command(std::move(arguments)));
  }

 private:
  test::TemporaryFolder folder_;
  fs::path solutions_;
};

TEST(ExerciseCommand, GoesFromRedToGreen) {
  const Student student;
  EXPECT_THAT(student.exercise({"list"}).out,
              AllOf(HasSubstr("01_lost_counter"), HasSubstr("next"), HasSubstr("\n0 of 2\n")));
  const Ended red = student.exercise({"run", "01"});
  EXPECT_EQ(red.exit_code, test::kFound);
  EXPECT_THAT(red.out, AllOf(StartsWith("01_lost_counter: NOT YET"), HasSubstr("one increment was lost"),
                             HasSubstr("heddle exercise hint 01\n")));
  test::write_bytes(student.counter(), student.solution());
  const Ended green = student.exercise({"run", "1"});
  EXPECT_EQ(green.exit_code, test::kDone);
  EXPECT_THAT(green.out, AllOf(StartsWith("01_lost_counter: PASSED"), HasSubstr("1 of 2 solved\n")));
  EXPECT_THAT(student.exercise({"list"}).out, HasSubstr("\n1 of 2\n"));
  EXPECT_THAT(student.exercise({"next"}).out, AllOf(StartsWith("# 03"), HasSubstr("heddle exercise run 03")));
}

TEST(ExerciseCommand, MakesTestsOfCtestThatJudgeTheSame) {
  const Student student;
  test::write_bytes(student.build() / "CMakeCache.txt", "CMAKE_HOME_DIRECTORY:INTERNAL=/of/another/heddle\n");
  EXPECT_THAT(
      student.exercise({"next"}).out,
      AllOf(HasSubstr("ctest --test-dir "), HasSubstr("build -L exercise -R 01 --output-on-failure\n")));
  const auto ctest = [&](const char* pattern) {
    return test::run({.arguments = {"--test-dir", student.build().string(), "-L", "exercise", "-R", pattern,
                                    "--output-on-failure"},
                      .program = HEDDLE_CTEST});
  };
  const Ended red = ctest("01");
  EXPECT_NE(red.exit_code, 0);
  EXPECT_THAT(red.out,
              AllOf(HasSubstr("one increment was lost"), HasSubstr("exercise.01_lost_counter (Failed)")));
  test::write_bytes(student.counter(), student.solution());
  EXPECT_EQ(ctest("01").exit_code, 0);
  EXPECT_THAT(student.exercise({"next"}).out, Not(HasSubstr("ctest"))) << "it says so once";
}

TEST(ExerciseCommand, GoesOnWhereCtestsTestsCannotBeMade) {
  const Student student("/bin/false");
  const Ended ended = student.exercise({"next"});
  EXPECT_EQ(ended.exit_code, test::kDone);
  EXPECT_THAT(ended.out, StartsWith("# 01"));
  EXPECT_THAT(ended.err, AllOf(HasSubstr("/bin/false could not configure"), IsOneLine()));
}

TEST(ExerciseCommand, ForgetsASolutionThatWasChanged) {
  const Student student;
  test::write_bytes(student.counter(), student.solution());
  ASSERT_EQ(student.exercise({"run", "lost"}).exit_code, test::kDone);
  test::write_bytes(student.counter(), student.solution() + "// and more\n");
  EXPECT_THAT(student.exercise({"list"}).out, HasSubstr("\n0 of 2\n"));
}

TEST(ExerciseCommand, GivesOneMoreHintEachTime) {
  const Student student;
  EXPECT_THAT(student.exercise({"hint", "01"}).out,
              AllOf(HasSubstr("Hint 1 of 3"), Not(HasSubstr("Hint 2"))));
  EXPECT_THAT(student.exercise({"hint", "01"}).out,
              AllOf(HasSubstr("Hint 2 of 3"), Not(HasSubstr("Hint 3"))));
  EXPECT_THAT(student.exercise({"hint", "01"}).out, HasSubstr("Hint 3 of 3"));
  EXPECT_EQ(student.exercise({"hint", "01"}).exit_code, test::kDone);
}

TEST(ExerciseCommand, BringsBackWhatWasHandedOutAndKeepsTheStudentsFile) {
  const Student student;
  const std::string handed_out = test::read_bytes(student.counter());
  test::write_bytes(student.counter(), "// mine\n");
  const Ended ended = student.exercise({"reset", "01"});
  EXPECT_EQ(ended.exit_code, test::kDone);
  EXPECT_EQ(test::read_bytes(student.counter()), handed_out);
  EXPECT_THAT(ended.out, HasSubstr("counter.hpp.mine1\n"));
  EXPECT_EQ(test::read_bytes(student.counter().string() + ".mine1"), "// mine\n");
}

TEST(ExerciseCommand, KeepsATestThatItBringsBack) {
  const Student student;
  const fs::path scenarios = student.counter().parent_path() / "scenarios.hpp";
  test::write_bytes(scenarios, "// mine\n");
  EXPECT_THAT(student.exercise({"run", "01"}).out, HasSubstr("scenarios.hpp is not as it was handed out"));
  EXPECT_THAT(student.exercise({"reset", "01"}).out, HasSubstr("scenarios.hpp.mine1\n"));
  EXPECT_EQ(test::read_bytes(scenarios.string() + ".mine1"), "// mine\n");
  EXPECT_THAT(student.exercise({"reset", "01"}).out, Not(HasSubstr("kept"))) << "nothing is changed any more";
}

TEST(ExerciseCommand, AnExerciseThatCannotBeReadIsOneRedTestOfCtest) {
  const Student student;
  const fs::path metadata = student.build() / "handed_out" / "01_lost_counter" / "exercise.json";
  std::string text = test::read_bytes(metadata);
  text.replace(text.find("data_race"), sizeof "data_race" - 1, "data race");
  test::write_bytes(metadata, text);
  const auto tests = [&](const char* option) {
    return test::run({.arguments = {"HEDDLE_EXERCISES=" + student.build().string(),
                                    fs::read_symlink("/proc/self/exe").string(), option},
                      .program = "env"});
  };
  const Ended listed = tests("--gtest_list_tests");
  EXPECT_EQ(listed.exit_code, 0) << "or ctest would run no test at all";
  EXPECT_THAT(listed.out, HasSubstr("exercises_can_be_read"));
  const Ended red = tests("--gtest_filter=unsolved.*");
  EXPECT_EQ(red.exit_code, 1);
  EXPECT_THAT(red.out, HasSubstr("there is no finding 'data race'; they are written like wrong_outcome"));
}

TEST(ExerciseCommand, NamesTheNearOnesOfAnUnknownName) {
  const Student student;
  const Ended ended = student.exercise({"run", "01_lost_conter"});
  EXPECT_EQ(ended.exit_code, test::kUsage);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("did you mean 01_lost_counter?")));
  EXPECT_EQ(student.exercise({"run", "o"}).exit_code, test::kUsage) << "several are meant";
  EXPECT_EQ(student.exercise({"frob"}).exit_code, test::kUsage);
  EXPECT_EQ(student.exercise({"reset"}).exit_code, test::kUsage);
}

TEST(ExerciseCommand, WithoutABuildSaysWhatToDo) {
  const test::TemporaryFolder nothing;
  const Ended ended = test::run(
      {.arguments = {"HEDDLE_EXERCISES=" + nothing.path().string(), HEDDLE_PROGRAM, "exercise", "list"},
       .program = "env"});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("ci/build")));
}

TEST(ExerciseCommand, VerifyNamesWhatDoesNotPass) {
  const Student student;
  test::write_bytes(student.counter(), student.solution());
  const Ended ended = student.exercise({"verify"});
  EXPECT_EQ(ended.exit_code, test::kFound);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("01_lost_counter: passed\n"), HasSubstr("03_torn_line: relacy: "),
                               HasSubstr("1 of 2 solved\n")));
}

TEST(ExerciseCommand, WatchJudgesWhatIsSavedAndEndsOnAnInterrupt) {
  const Student student;
  test::Command command = student.command({"watch", "01"});
  command.arguments.insert(command.arguments.begin(),
                           {"-c", "exec env \"$@\" > \"$0\"", student.output().string()});
  command.program = "sh";
  test::Process watch(command);
  const auto wait_for = [&](const std::string& text) {
    while (watch.is_running() && test::read_bytes(student.output()).find(text) == std::string::npos)
      std::this_thread::yield();
  };
  wait_for("Ctrl-C ends it");
  EXPECT_THAT(test::read_bytes(student.output()), StartsWith("01_lost_counter: NOT YET"));
  test::write_bytes(student.counter(), student.solution());
  wait_for("PASSED");
  watch.send(SIGINT);
  const Ended ended = watch.wait();
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(test::read_bytes(student.output()),
              AllOf(HasSubstr(" counter.hpp was saved\n"), HasSubstr("01_lost_counter: PASSED")));
}

}  // namespace
}  // namespace heddle
