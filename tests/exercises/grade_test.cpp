// Grading keeps its word whatever is handed in: the same points each time, nothing for what is refused,
// hangs, crashes or forges, and the others graded all the same.
#include "heddle/exercise/grade.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "heddle/exercise/exercise_book.hpp"
#include "heddle/process/helper_program.hpp"
#include "heddle/report/verdict_json.hpp"
#include "tests/program/expectations.hpp"
#include "tests/program/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const ExerciseBook& book() {
  static const ExerciseBook kBook(HEDDLE_EXERCISE_TOOLKIT);
  return kBook;
}

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), by);
}

// What one student handed in.
class HandedIn {
 public:
  fs::path folder() const { return folder_.path(); }
  fs::path file(const std::string& number) const {
    const Exercise& exercise = book().named(number);
    return folder_ / exercise.name / exercise.file;
  }

  static std::string solution(const std::string& number) {
    return test::read_bytes(book().named(number).solution);
  }
  HandedIn& put(const std::string& number, const std::string& source) {
    test::write_bytes(file(number), source);
    return *this;
  }
  // The solution with its lock replaced.
  HandedIn& put_counter(const std::string& line) {
    return put("01", replaced(solution("01"), "const Lock<Sync> lock(mutex_);", line));
  }

  ExerciseGrade graded(const std::string& number, const JudgeLimits& limits = {}) const {
    return grade(book().toolkit(), book().named(number), folder_.path(), limits);
  }

 private:
  test::TemporaryFolder folder_;
};

constexpr const char* kForever = "for (bool go = true; go;) go = converted_.read() >= 0;";

void expect_nothing(const ExerciseGrade& grade, const std::string& sentence) {
  EXPECT_EQ(grade.points, 0);
  EXPECT_FALSE(grade.is_undecided);
  EXPECT_THAT(grade.message, HasSubstr(sentence));
}

TEST(Grading, GivesTheSamePointsEachTime) {
  HandedIn good;
  good.put("01", HandedIn::solution("01"));
  HandedIn wrong;
  wrong.put("01", test::read_bytes(book().named("01").handed_out / book().named("01").file));
  HandedIn hanging;
  hanging.put_counter(kForever);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(good.graded("01").points, 10);
    EXPECT_EQ(wrong.graded("01").points, 3);
    EXPECT_EQ(hanging.graded("01").points, 1);
  }
}

TEST(Grading, GivesNothingForAFileThatIsNotThere) {
  expect_nothing(HandedIn().graded("01"), "there is no 01_lost_counter/counter.hpp");
}

TEST(Grading, FollowsNoLinkOutOfTheFolder) {
  HandedIn link;
  fs::create_directories(link.file("01").parent_path());
  fs::create_symlink(book().named("01").solution, link.file("01"));
  expect_nothing(link.graded("01"), "is a symbolic link");
  HandedIn folder;
  fs::create_directory_symlink(book().named("01").solution.parent_path(), folder.file("01").parent_path());
  expect_nothing(folder.graded("01"), "is a symbolic link");
}

TEST(Grading, ReadsFilesAlone) {
  HandedIn pipe;
  fs::create_directories(pipe.file("01").parent_path());
  ASSERT_EQ(::mkfifo(pipe.file("01").c_str(), 0600), 0);
  expect_nothing(pipe.graded("01"), "is no file");
  HandedIn folder;
  fs::create_directories(folder.file("01"));
  expect_nothing(folder.graded("01"), "is no file");
}

TEST(Grading, ReadsNoHugeFile) {
  HandedIn huge;
  huge.put("01", HandedIn::solution("01") + std::string(std::size_t{256} << 10, '\n'));
  expect_nothing(huge.graded("01"), "has more than 256 KiB");
}

TEST(Grading, ReadsNothingButTheStudentsFile) {
  HandedIn more;
  more.put("01", HandedIn::solution("01"));
  const fs::path own = more.file("01").parent_path();
  // Headers that would shadow heddle's, tests that always pass, and names that a shell would run.
  test::write_bytes(own / "heddle" / "sync" / "sync.hpp", "#error shadowed\n");
  test::write_bytes(own / "scenarios.hpp", "#error edited\n");
  test::write_bytes(own / "functional_test.hpp", "#error edited\n");
  test::write_bytes(own / "exercise.json", "{");
  test::write_bytes(own / "$(touch x)\n`id`\"';.hpp", "#error hostile\n");
  EXPECT_EQ(more.graded("01").points, 10);
}

TEST(Grading, TakesAFolderWithAHostileName) {
  const test::TemporaryFolder folder;
  const fs::path hostile = folder / "\"; $(id) `id` '\n\x1b[31m \\";
  test::write_bytes(hostile / "01_lost_counter" / "counter.hpp", HandedIn::solution("01"));
  EXPECT_EQ(grade(book().toolkit(), book().named("01"), hostile).points, 10);
}

TEST(Grading, GivesNothingForAFileThatBreaksARule) {
  HandedIn exits;
  exits.put_counter("std::exit(0);");
  expect_nothing(exits.graded("01"), "ends the program");
  HandedIn begins;
  begins.put("01", HandedIn::solution("01") +
                       "\nnamespace heddle::exercise { inline int early = [] { return 0; }(); }\n");
  expect_nothing(begins.graded("01"), "begins before the tests do");
}

TEST(Grading, CreditsNoPartOfWhatDoesNothing) {
  HandedIn idle;
  idle.put("01", replaced(HandedIn::solution("01"), "converted_.write(converted_.read() + 1);", ""));
  EXPECT_EQ(idle.graded("01").points, 1);
}

TEST(Grading, EndsWhatCrashes) {
  HandedIn crash;
  crash.put_counter("[]() noexcept { throw 1; }();");
  const ExerciseGrade grade = crash.graded("01");
  EXPECT_EQ(grade.points, 1);
  EXPECT_FALSE(grade.is_undecided);
}

TEST(Grading, EndsWhatTakesAllMemory) {
  HandedIn hog;
  hog.put("01", "#include <string>\n#include <vector>\n" +
                    replaced(HandedIn::solution("01"), "const Lock<Sync> lock(mutex_);",
                             "std::vector<std::string> all; while (true) all.emplace_back(1 << 22, 'x');"));
  const ExerciseGrade grade = hog.graded("01", {.memory_bytes = std::uint64_t{1} << 30});
  EXPECT_EQ(grade.points, 1);
  EXPECT_FALSE(grade.is_undecided);
}

TEST(Grading, EndsALoopThatOnlyTheExplorerMeets) {
  HandedIn spin;
  spin.put("11",
           replaced(replaced(replaced(HandedIn::solution("11"),
                                      "while (!is_there_.load(std::memory_order_acquire)) Sync::yield();",
                                      "while (!plain_) {}"),
                             "is_there_.store(true, std::memory_order_release);", "plain_ = true;"),
                    "Atomic<Sync, bool> is_there_{\"frame is there\", false};", "bool plain_ = false;"));
  const ExerciseGrade grade = spin.graded("11", {.processor = std::chrono::seconds(5)});
  EXPECT_EQ(grade.points, 3) << grade.message;
  EXPECT_FALSE(grade.is_undecided);
}

TEST(Grading, EndsACompilationWithoutAnEnd) {
  HandedIn endless;
  endless.put("01",
              replaced(HandedIn::solution("01"), "template <class Sync>\nclass ImageCounter",
                       "template <unsigned long N, int Depth>\n"
                       "struct Tree { Tree<2 * N, Depth - 1> left; Tree<2 * N + 1, Depth - 1> right; };\n"
                       "template <unsigned long N>\nstruct Tree<N, 0> {};\n"
                       "struct Grown { Tree<1, 40> tree; };\n\ntemplate <class Sync>\nclass ImageCounter"));
  const ExerciseGrade grade = endless.graded("01", {.processor = std::chrono::seconds(5)});
  expect_nothing(grade, "the compiler ");
}

TEST(Grading, CannotBeDoneOverTestsThatAreNotSealed) {
  Exercise edited = book().named("01");
  edited.folder = edited.handed_out;
  HandedIn good;
  good.put("01", HandedIn::solution("01"));
  const ExerciseGrade grade = heddle::grade(book().toolkit(), edited, good.folder());
  EXPECT_TRUE(grade.is_undecided);
  EXPECT_EQ(grade.points, 0);
  EXPECT_THAT(grade.message, HasSubstr("not as they were sealed"));
}

// The judge over programs that are not the toolkit's own, as if a submission had taken them over.
ExerciseGrade graded_by(const std::string& script) {
  const test::TemporaryFolder folder;
  test::write_bytes(folder / "program", "#!/bin/sh\n" + script);
  fs::permissions(folder / "program", fs::perms::owner_all);
  ExerciseToolkit toolkit = book().toolkit();
  for (ExerciseProgram& program : toolkit.programs) {
    program.program = folder / "program";
    program.launcher.clear();
  }
  HandedIn good;
  good.put("01", HandedIn::solution("01"));
  return grade(toolkit, book().named("01"), good.folder());
}

// What the detectors say of a solution, as a script prints it.
std::string forged() {
  std::vector<Verdict> verdicts;
  for (const char* const detector : {"functional", "relacy", "tsan", "stress"}) {
    Verdict& verdict = verdicts.emplace_back();
    verdict.detector = detector;
    verdict.case_name = "01_lost_counter";
    const bool is_proof = verdict.detector == "relacy";
    verdict.status = is_proof ? Verdict::Status::kProved : Verdict::Status::kNotFound;
  }
  std::ostringstream json;
  write_json(json, verdicts);
  return "cat <<'END'\n" + json.str() + "END\n";
}

TEST(GradingByNonce, BelievesAWholeAnswer) {
  EXPECT_EQ(graded_by("read -r nonce; echo \"$nonce begins\"\n" + forged() + "echo \"$nonce ends\"\n").points,
            10);
}

TEST(GradingByNonce, GivesNothingForAnEndWithoutIt) {
  for (const std::string end : {"exit 0\n", "kill -9 $$\n", "echo guessed ends\n"}) {
    const ExerciseGrade grade = graded_by("read -r nonce; echo \"$nonce begins\"\n" + forged() + end);
    EXPECT_EQ(grade.points, 1) << end;
    EXPECT_FALSE(grade.is_undecided) << end;
  }
}

TEST(GradingByNonce, GivesNothingForAnAnswerBesideTheAnswer) {
  const ExerciseGrade grade =
      graded_by("read -r nonce; echo \"$nonce begins\"\n" + forged() + forged() + "echo \"$nonce ends\"\n");
  EXPECT_EQ(grade.points, 1);
  EXPECT_FALSE(grade.is_undecided);
}

TEST(GradingByNonce, BlamesNoStudentForAProgramThatNeverBegan) {
  const ExerciseGrade grade = graded_by("echo 'unexpected memory mapping' >&2; exit 66\n");
  EXPECT_TRUE(grade.is_undecided);
  EXPECT_THAT(grade.message, HasSubstr("unexpected memory mapping"));
}

// A module that gets past the rules, in the real program.
TEST(GradingByNonce, AnExitWhileAModuleIsLoadedEndsWithoutIt) {
  const test::TemporaryFolder folder;
  test::write_bytes(
      folder / "module.cpp",
      "#include <stdio.h>\n#include <unistd.h>\n"
      "[[gnu::constructor]] static void early() { puts(\"forged\"); fflush(stdout); _exit(0); }\n");
  const ExerciseProgram& native = book().toolkit().programs.front();
  std::vector<std::string> compile{native.compile.begin() + 1, native.compile.end()};
  compile.insert(compile.end(), {folder / "module.cpp", "-o", folder / "module.so"});
  ASSERT_EQ(run_helper(native.compile.front(), compile, {}).exit_code, 0);
  const HelperAnswer answer =
      run_confined(native.program, {folder / "module.so", "x", "/", "--json"}, {}, "secret\n");
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_EQ(answer.out, "secret begins\n");
  EXPECT_EQ(answer.err, "forged\n");
}

// ---- the command ---------------------------------------------------------------------------------------

Ended grade_command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {std::string("HEDDLE_EXERCISES=") + HEDDLE_EXERCISE_TOOLKIT,
                                       HEDDLE_PROGRAM, "exercise", "grade"});
  return test::run({.arguments = std::move(arguments), .program = "env"});
}

TEST(GradeCommand, GradesTheOthersWhereOneHangs) {
  HandedIn student;
  student.put_counter(kForever).put("03", HandedIn::solution("03")).put("07", "#include <thread>\n");
  const fs::path json = student.folder() / "grades.json";
  const fs::path junit = student.folder() / "grades.xml";
  const fs::path exercism = student.folder() / "results.json";
  const Ended ended = grade_command({"07", "01", "3", "09", "1", "--submissions", student.folder(), "--json",
                                     json, "--junit", junit, "--exercism", exercism});
  EXPECT_EQ(ended.exit_code, test::kFound);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out,
              AllOf(HasSubstr("01_lost_counter            1 of 10 "), HasSubstr("\n03_torn_line "),
                    HasSubstr(" 10 of 10  passed\n"), HasSubstr("refused: ledger.hpp, line 1: #include"),
                    HasSubstr("there is no 09_lost_wakeup/tray.hpp"), HasSubstr("\n11 of 40 points\n"),
                    HasSubstr("no sandbox")));
  const auto grades = nlohmann::json::parse(test::read_bytes(json));
  EXPECT_EQ(grades.at("points"), 11);
  EXPECT_EQ(grades.at("exercises").size(), 4U) << "each once";
  EXPECT_THAT(test::read_bytes(junit), HasSubstr("<testsuite name=\"09_lost_wakeup\""));
  EXPECT_EQ(nlohmann::json::parse(test::read_bytes(exercism)).at("version"), 3);
}

TEST(GradeCommand, IsDoneWhereAllPointsAreThere) {
  HandedIn student;
  student.put("01", HandedIn::solution("01"));
  const Ended ended = grade_command({"01", "--submissions", student.folder(), "--json", "-"});
  EXPECT_EQ(ended.exit_code, test::kDone);
  EXPECT_EQ(nlohmann::json::parse(ended.out).at("points"), 10);
}

TEST(GradeCommand, NamesWhatIsWrongWithItsUse) {
  EXPECT_EQ(grade_command({"--submissions", "/nowhere"}).exit_code, test::kUsage);
  EXPECT_EQ(grade_command({"99"}).exit_code, test::kUsage);
  EXPECT_EQ(grade_command({"--seconds", "0"}).exit_code, test::kUsage);
  EXPECT_EQ(grade_command({"--memory", "1"}).exit_code, test::kUsage);
  EXPECT_THAT(grade_command({"--help"}).out, AllOf(HasSubstr("no sandbox"), HasSubstr("--submissions")));
}

TEST(GradeCommand, SaysWhereAFileCannotBeWritten) {
  const HandedIn nobody;
  const Ended ended =
      grade_command({"01", "--submissions", nobody.folder(), "--json", "/nowhere/grades.json"});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err, AllOf(test::IsOneLine(), HasSubstr("/nowhere/grades.json")));
}

}  // namespace
}  // namespace heddle
