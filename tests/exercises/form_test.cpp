// Every exercise has the form that is asked of it; and the checker that says so fires on a seeded violation
// of each rule.
#include "form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>

#include "heddle/exercise/toolkit.hpp"
#include "heddle/process/helper_program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

test::ExerciseFolders of_this_build() {
  const ExerciseToolkit toolkit = read_toolkit(HEDDLE_EXERCISE_TOOLKIT);
  return {toolkit.exercises, toolkit.folder / "handed_out", toolkit.solutions};
}

TEST(ExerciseForm, IsThatOfEveryExercise) {
  EXPECT_THAT(test::form_violations(of_this_build()), testing::IsEmpty());
}

struct Seeded {
  std::string rule;
  std::function<void(const fs::path& exercise, const fs::path& solution)> seed;
  bool sealed_after = true;
};

void PrintTo(const Seeded& seeded, std::ostream* out) {
  *out << seeded.rule;
}

// Replaces all of them.
void replace(const fs::path& file, const std::string& old, const std::string& by) {
  std::string text = test::read_bytes(file);
  ASSERT_NE(text.find(old), std::string::npos) << old;
  for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size()))
    text.replace(at, old.size(), by);
  test::write_bytes(file, text);
}

class ExerciseFormRule : public testing::TestWithParam<Seeded> {};

TEST_P(ExerciseFormRule, FiresWhenItIsBroken) {
  const test::TemporaryFolder folder;
  const test::ExerciseFolders all = of_this_build();
  const fs::path exercise = folder / "exercises" / "01_lost_counter";
  const fs::path solution = folder / "solutions" / "01_lost_counter";
  fs::create_directories(exercise.parent_path());
  fs::create_directories(solution.parent_path());
  fs::copy(all.handed_out / "01_lost_counter", exercise);
  fs::copy(all.solutions / "01_lost_counter", solution);
  const test::ExerciseFolders folders{folder / "exercises", folder / "exercises", folder / "solutions"};
  ASSERT_THAT(test::form_violations(folders), testing::IsEmpty());

  GetParam().seed(exercise, solution);
  if (GetParam().sealed_after)
    run_helper("/bin/sh", {"-c", "cd \"$0\" && sha256sum *.hpp *.md *.json > sealed.sha256", exercise}, {});
  EXPECT_THAT(test::form_violations(folders), testing::Each(testing::EndsWith("[" + GetParam().rule + "]")));
  EXPECT_THAT(test::form_violations(folders), testing::Not(testing::IsEmpty()));
}

TEST(ExerciseForm, NoticesAChangeThatWasNotSealedBesideWhatIsKept) {
  const test::TemporaryFolder folder;
  const test::ExerciseFolders all = of_this_build();
  const fs::path exercise = folder / "exercises" / "01_lost_counter";
  for (const char* const name : {"exercises", "kept"}) {
    fs::create_directories(folder / name);
    fs::copy(all.handed_out / "01_lost_counter", folder / name / "01_lost_counter");
  }
  fs::create_directories(folder / "solutions");
  fs::copy(all.solutions / "01_lost_counter", folder / "solutions" / "01_lost_counter");
  const test::ExerciseFolders folders{folder / "exercises", folder / "kept", folder / "solutions"};
  test::write_bytes(exercise / "counter.hpp", "// a student's\n");
  EXPECT_THAT(test::form_violations(folders), testing::IsEmpty());
  test::write_bytes(exercise / "README.md", "**Goal**\n");
  EXPECT_THAT(
      test::form_violations(folders),
      testing::ElementsAre("01_lost_counter: README.md is not as sealed; after a change of the exercise: "
                           "ci/seal_exercises 01_lost_counter [seal]"));
}

INSTANTIATE_TEST_SUITE_P(
    , ExerciseFormRule,
    testing::Values(Seeded{"name",
                           [](const fs::path& exercise, const fs::path& solution) {
                             fs::rename(exercise, exercise.parent_path() / "lost");
                             fs::rename(solution, solution.parent_path() / "lost");
                           },
                           false},
                    Seeded{"todo",
                           [](const fs::path& exercise, const fs::path&) {
                             replace(exercise / "counter.hpp", "TODO", "Look");
                           }},
                    Seeded{"readme",
                           [](const fs::path& exercise, const fs::path&) {
                             test::write_bytes(exercise / "README.md", "**Goal**" + std::string(26, '\n'));
                           }},
                    Seeded{"hints",
                           [](const fs::path& exercise, const fs::path&) {
                             replace(exercise / "exercise.json", "\"hints\": [",
                                     "\"hints\": [\"One more.\",");
                           }},
                    Seeded{"metadata",
                           [](const fs::path& exercise, const fs::path&) {
                             replace(exercise / "exercise.json", "data_race", "bad_luck");
                           }},
                    Seeded{"stray",
                           [](const fs::path& exercise, const fs::path&) {
                             test::write_bytes(exercise / "notes.txt", "?");
                           },
                           false},
                    Seeded{"seal",
                           [](const fs::path& exercise, const fs::path&) {
                             replace(exercise / "scenarios.hpp", "kForbidden", "kAcceptable");
                           },
                           false},
                    Seeded{"solution",
                           [](const fs::path&, const fs::path& solution) {
                             fs::rename(solution / "counter.hpp", solution / "other.hpp");
                           }}),
    [](const auto& seeded) { return seeded.param.rule; });

}  // namespace
}  // namespace heddle
