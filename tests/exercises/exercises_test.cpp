// CI's two proofs about the exercises: each handed-out file fails for its stated reason ("unsolved"), and
// each solution passes every detector ("solution").
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <exception>
#include <filesystem>
#include <string>
#include <utility>

#include "heddle/exercise/exercise_book.hpp"
#include "heddle/exercise/judge.hpp"
#include "heddle/exercise/judgement_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

const ExerciseBook& book() {
  static const ExerciseBook kBook;
  return kBook;
}

// Of the exercise as it was handed out, whatever a student's folder holds.
Judgement judged(const Exercise& exercise, const std::filesystem::path& file) {
  const test::TemporaryFolder work;
  Exercise handed_out = exercise;
  handed_out.folder = handed_out.handed_out;
  return judge(book().toolkit(), handed_out, file, work.path());
}

class Unsolved : public testing::Test {
 public:
  explicit Unsolved(const Exercise& exercise) : exercise_(exercise) {}
  void TestBody() override {
    const Judgement judgement = judged(exercise_, exercise_.handed_out / exercise_.file);
    EXPECT_THAT(unstated_failures(exercise_, judgement), testing::IsEmpty())
        << judgement_text(exercise_, judgement, {});
    EXPECT_FALSE(judgement.passed());
  }

 private:
  const Exercise& exercise_;
};

class Solution : public testing::Test {
 public:
  explicit Solution(const Exercise& exercise) : exercise_(exercise) {}
  void TestBody() override {
    const Judgement judgement = judged(exercise_, exercise_.solution);
    EXPECT_TRUE(judgement.passed()) << judgement_text(exercise_, judgement, {});
  }

 private:
  const Exercise& exercise_;
};

// Without it the list of tests could not be read, and nobody's tests would run.
class Unreadable : public testing::Test {
 public:
  explicit Unreadable(std::string why) : why_(std::move(why)) {}
  void TestBody() override { FAIL() << why_; }

 private:
  const std::string why_;
};

template <class Test>
void register_for(const Exercise& exercise, const char* suite) {
  testing::RegisterTest(suite, exercise.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                        [&exercise]() -> testing::Test* { return new Test(exercise); });
}

}  // namespace
}  // namespace heddle

// Tests are named unsolved.01_lost_counter and solution.01_lost_counter.
int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  try {
    for (const heddle::Exercise& exercise : heddle::book().exercises()) {
      heddle::register_for<heddle::Unsolved>(exercise, "unsolved");
      heddle::register_for<heddle::Solution>(exercise, "solution");
    }
  } catch (const std::exception& error) {
    testing::RegisterTest(
        "unsolved", "exercises_can_be_read", nullptr, nullptr, __FILE__, __LINE__,
        [why = std::string(error.what())]() -> testing::Test* { return new heddle::Unreadable(why); });
  }
  return RUN_ALL_TESTS();
}
