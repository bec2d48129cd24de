// What fools no judge: each way of making the tests green without a repair is refused, or found, with a
// sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/exercise/exercise_book.hpp"
#include "heddle/exercise/judge.hpp"
#include "heddle/exercise/judgement_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// A student's folder of one exercise, in which the solution may be spoilt.
class Attempt {
 public:
  explicit Attempt(const std::string& number)
      : book_(HEDDLE_EXERCISE_TOOLKIT), exercise_(book_.named(number)) {
    fs::copy(exercise_.handed_out, folder_ / "mine");
    exercise_.folder = folder_ / "mine";
    fs::copy_file(exercise_.solution, exercise_.edited(), fs::copy_options::overwrite_existing);
  }

  const Exercise& exercise() const { return exercise_; }

  // In the student's file unless told otherwise. What is replaced has to be there.
  Attempt& replace(const std::string& old, const std::string& by, std::string file = "") {
    if (file.empty()) file = exercise_.file;
    std::string text = test::read_bytes(exercise_.folder / file);
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    test::write_bytes(exercise_.folder / file, text.replace(at, old.size(), by));
    return *this;
  }

  Judgement judged(const JudgeLimits& limits = {}) const {
    return judge(book_.toolkit(), exercise_, exercise_.edited(), folder_ / "work", limits);
  }

 private:
  test::TemporaryFolder folder_;
  ExerciseBook book_;
  Exercise exercise_;
};

void expect_refused(const Judgement& judgement, const std::string& sentence) {
  EXPECT_THAT(judgement.broken_rules, ElementsAre(HasSubstr(sentence)));
  EXPECT_THAT(judgement.verdicts, IsEmpty());
  EXPECT_FALSE(judgement.points().compiles);
  EXPECT_FALSE(judgement.is_undecided());
}

TEST(Refusal, OfASleep) {
  Attempt attempt("01");
  attempt.replace("const Lock<Sync> lock(mutex_);", "sleep(1);");
  expect_refused(attempt.judged(), "counter.hpp, line 13: sleep waits for time to pass");
}

TEST(Refusal, OfADeletedThread) {
  Attempt attempt("02");
  attempt
      .replace("Thread<Sync> worker{\"converter\", [this, convert] { gray_.write(convert()); }};",
               "gray_.write(convert());")
      .replace("worker.join();", "");
  expect_refused(attempt.judged(), "the file does not use Thread");
}

TEST(Refusal, OfAThreadThatDoesNothing) {
  Attempt attempt("02");
  attempt.replace("[this, convert] { gray_.write(convert()); }", "[] {}")
      .replace("worker.join();", "worker.join();\n    gray_.write(convert());");
  const Judgement judgement = attempt.judged();
  EXPECT_FALSE(judgement.points().functional);
  EXPECT_FALSE(judgement.passed());
  EXPECT_THAT(judgement_line(judgement), HasSubstr("the caller converted the image itself"));
}

TEST(Refusal, OfAnOperationThatDoesNothing) {
  Attempt attempt("01");
  attempt.replace("converted_.write(converted_.read() + 1);", "");
  const Judgement judgement = attempt.judged();
  EXPECT_FALSE(judgement.points().functional);
  EXPECT_TRUE(judgement.points().compiles);
  EXPECT_THAT(judgement_line(judgement), HasSubstr("each of 1,000 images counts"));
}

TEST(Refusal, OfALockWhereTheExerciseForbidsIt) {
  Attempt attempt("11");
  attempt.replace("pixels_.write(pixels);", "const Lock<Sync> lock(all_);\n    pixels_.write(pixels);");
  expect_refused(attempt.judged(),
                 "Lock is not allowed in this exercise: the frame is handed over without a lock");
}

TEST(Refusal, OfEditedTests) {
  Attempt attempt("01");
  attempt.replace("{\"1\", Grade::kForbidden", "{\"1\", Grade::kAcceptable", "scenarios.hpp");
  expect_refused(attempt.judged(), "scenarios.hpp is not as it was handed out");
}

TEST(Refusal, OfDetectorsHeaders) {
  Attempt attempt("01");
  attempt.replace("#include \"heddle/sync/sync.hpp\"",
                  "#include \"heddle/sync/sync.hpp\"\n#include \"sanitizers/relacy/explore.hpp\"");
  expect_refused(attempt.judged(), "is a detector's header");
}

TEST(Refusal, OfCodeUnderProofThatWasEdited) {
  Attempt attempt("21");
  attempt.replace("Sync::fence(std::memory_order_release);", "", "frame.hpp");
  expect_refused(attempt.judged(), "frame.hpp is not as it was handed out");
}

TEST(Refusal, OfAProofThatCannotFail) {
  Attempt attempt("22");
  attempt.replace("image < 2", "image < 1").replace("{\"4\"", "{\"2\"");
  const Judgement judgement = attempt.judged();
  EXPECT_TRUE(judgement.points().functional);
  EXPECT_TRUE(judgement.points().no_race);
  EXPECT_FALSE(judgement.points().proved);
  EXPECT_FALSE(judgement.is_undecided());
  EXPECT_THAT(judgement_line(judgement),
              HasSubstr("mutants: your proof also proves code in which every use"));
}

TEST(Refusal, OfAProofThatFailsForWhatIsRight) {
  Attempt attempt("22");
  attempt.replace("{\"4\"", "{\"5\"");
  const Judgement judgement = attempt.judged();
  EXPECT_FALSE(judgement.points().proved);
  EXPECT_THAT(judgement_line(judgement), HasSubstr("outcome \"4\""));
}

TEST(Refusal, OfAProofThatDoesNotKnowWhatThreadSanitizerSays) {
#ifndef __clang__
  GTEST_SKIP() << "gcc does not tell ThreadSanitizer of fences, so it says nothing of them";
#endif
  Attempt attempt("21");
  attempt.replace(".tsan = Finding::kDataRace", ".tsan = Finding::kNone");
  const Judgement judgement = attempt.judged();
  EXPECT_TRUE(judgement.points().proved);
  EXPECT_FALSE(judgement.points().no_race);
  EXPECT_THAT(judgement_line(judgement), HasSubstr("reports a data race, and the proof declares none"));
}

// A loop that waits is a lock, whatever it is called: a line that is logged amid another never ends.
TEST(Refusal, OfALockOfOnesOwnWhereNobodyMayWait) {
  Attempt attempt("25");
  attempt.replace("written_[line % kLines].store(line + 1, std::memory_order_release);",
                  "while (line > 0 && written_[(line - 1) % kLines].load() != line) {\n    }\n"
                  "    written_[line % kLines].store(line + 1, std::memory_order_release);");
  const Judgement judgement = attempt.judged();
  EXPECT_FALSE(judgement.points().functional);
  EXPECT_FALSE(judgement.points().proved);
}

TEST(Judge, SaysWhereAFileDoesNotCompile) {
  Attempt attempt("01");
  attempt.replace("converted_.read() + 1", "converted_.raed() + 1");
  const Judgement judgement = attempt.judged();
  EXPECT_FALSE(judgement.points().compiles);
  EXPECT_THAT(judgement.compiler_said, HasSubstr("counter.hpp:14:"));
  EXPECT_THAT(judgement.compiler_said, HasSubstr("raed"));
}

TEST(Judge, FindsAnAttemptThatHangs) {
  Attempt attempt("01");
  attempt.replace("const Lock<Sync> lock(mutex_);", "mutex_.lock();");  // and nobody unlocks
  const Judgement judgement = attempt.judged();
  EXPECT_TRUE(judgement.points().compiles);
  EXPECT_FALSE(judgement.points().functional);
  EXPECT_FALSE(judgement.points().proved);
  EXPECT_FALSE(judgement.is_undecided());
}

bool has_verdict_of(const Judgement& judgement, std::string_view detector) {
  return std::ranges::any_of(judgement.verdicts,
                             [&](const Verdict& verdict) { return verdict.detector == detector; });
}

TEST(Judge, LooksNoFurtherThanItIsToldWhereTheFunctionalTestsHang) {
  Attempt attempt("01");
  attempt.replace("const Lock<Sync> lock(mutex_);", "for (bool go = true; go;) go = converted_.read() >= 0;");
  const Judgement judgement = attempt.judged({.after_a_hang = std::chrono::seconds(1)});
  EXPECT_TRUE(has_verdict_of(judgement, "functional"));
  EXPECT_FALSE(has_verdict_of(judgement, "stress"));
  EXPECT_THAT(judgement_line(judgement),
              AllOf(HasSubstr("CountsEachImage: no progress"), HasSubstr("a loop without an end")));
  EXPECT_FALSE(judgement.is_undecided());
}

// The explorer finds bugs in its mutants, which is as it should be.
TEST(Judge, OfAProofThatHangsShowsNoMutant) {
  Attempt attempt("21");
  attempt.replace("worker == 0", "worker == 1");
  const Judgement judgement = attempt.judged({.after_a_hang = std::chrono::seconds(60)});
  EXPECT_THAT(judgement_line(judgement), AllOf(StartsWith("functional: "), HasSubstr("no progress")));
}

TEST(Judge, ShowsByWhichStepsTheFunctionalTestsHang) {
  Attempt attempt("01");
  attempt.replace("const Lock<Sync> lock(mutex_);", "mutex_.lock();");  // and nobody unlocks
  const Judgement judgement = attempt.judged({.after_a_hang = std::chrono::seconds(60)});
  EXPECT_FALSE(has_verdict_of(judgement, "stress"));
  EXPECT_THAT(judgement_line(judgement), StartsWith("relacy: "));
}

TEST(Refusal, OfAPoolWhoseOwnerDoesTheLastImages) {
  Attempt attempt("15");
  attempt.replace("if (is_empty()) return;", "if (is_closing_.read()) return;");
  attempt.replace("worker.join();",
                  "worker.join();\n"
                  "    while (!is_empty()) convert_(images_.with_mut([](std::deque<int>& images) {\n"
                  "      const int first = images.front();\n"
                  "      images.pop_front();\n"
                  "      return first;\n"
                  "    }));");
  const Judgement judgement = attempt.judged();
  EXPECT_FALSE(judgement.passed());
  EXPECT_THAT(judgement_line(judgement), HasSubstr("the owner converted images of the last minute itself"));
}

TEST(Judge, FindsAnAttemptThatCrashes) {
  Attempt attempt("01");
  attempt.replace("const Lock<Sync> lock(mutex_);", "[]() noexcept { throw 1; }();");
  const Judgement judgement = attempt.judged();
  EXPECT_THAT(judgement_line(judgement), HasSubstr("CountsEachImage: it ended with signal 6"));
  EXPECT_FALSE(judgement.passed());
  EXPECT_FALSE(judgement.points().functional);
  EXPECT_FALSE(judgement.is_undecided());
}

TEST(Judge, CannotJudgeAFileThatIsNotThere) {
  Attempt attempt("01");
  fs::remove(attempt.exercise().edited());
  const Judgement judgement = attempt.judged();
  EXPECT_TRUE(judgement.is_undecided());
  EXPECT_THAT(judgement.could_not, HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace heddle
