// Exercises by name, and their metadata as they are read: hostile files cost one line.
#include "heddle/exercise/exercise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

std::vector<Exercise> exercises() {
  std::vector<Exercise> exercises(3);
  exercises[0].name = "01_lost_counter";
  exercises[1].name = "03_torn_line";
  exercises[2].name = "13_lost_wakeup";
  return exercises;
}

TEST(ExerciseNamed, TakesANumberANameOrAPartThatOnlyOneHas) {
  const std::vector<Exercise> all = exercises();
  for (const char* const name : {"3", "03", "003", "03_torn_line", "torn"})
    EXPECT_EQ(&exercise_named(all, name), &all[1]) << name;
  EXPECT_EQ(&exercise_named(all, "13"), &all[2]);
}

TEST(ExerciseNamed, NamesThoseThatMayBeMeant) {
  const std::vector<Exercise> all = exercises();
  EXPECT_THAT([&] { exercise_named(all, "lost"); },
              ThrowsMessage<std::invalid_argument>(
                  AllOf(HasSubstr("01_lost_counter"), HasSubstr("13_lost_wakeup"), Not(HasSubstr("torn")))));
  EXPECT_THAT([&] { exercise_named(all, "03_torn_lime"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("did you mean 03_torn_line?")));
  EXPECT_THROW(exercise_named(all, "2"), std::invalid_argument);
  EXPECT_THROW(exercise_named(all, ""), std::invalid_argument);
}

constexpr const char* kMetadata =
    R"({"heddle_format": 1, "kind": "exercise", "title": "T", "file": "a.hpp", "minutes": 5,
        "fails": {"relacy": "deadlock", "why": "w"}, "avoids": {"names": ["Mutex"], "why": "v"}, "hints": ["1", "2", "3"]})";

TEST(ExerciseMetadata, IsRead) {
  const test::TemporaryFolder folder;
  test::write_bytes(folder / "04_name" / "exercise.json", kMetadata);
  const Exercise exercise = read_exercise(folder / "04_name");
  EXPECT_EQ(exercise.name, "04_name");
  EXPECT_EQ(exercise.number(), "04");
  EXPECT_EQ(exercise.edited(), folder / "04_name" / "a.hpp");
  EXPECT_EQ(exercise.fails.at("relacy"), Finding::kDeadlock);
  EXPECT_EQ(exercise.avoids.names, std::vector<std::string>{"Mutex"});
  EXPECT_EQ(exercise.hints.size(), 3U);
}

TEST(ExerciseMetadata, OfAProofNamesWhatIsGivenAndItsMutants) {
  const test::TemporaryFolder folder;
  std::string text = kMetadata;
  const std::string proof =
      R"("proof": {"given": "b.hpp", "mutants": [{"scenario": "m", "broken": "it is"}]}, )";
  test::write_bytes(folder / "21_name" / "exercise.json", text.insert(1, proof));
  const Exercise exercise = read_exercise(folder / "21_name");
  EXPECT_TRUE(exercise.is_proof());
  EXPECT_EQ(exercise.given, "b.hpp");
  EXPECT_EQ(exercise.mutants.at(0).scenario, "m");
  EXPECT_EQ(exercise.mutants.at(0).broken, "it is");
}

TEST(ExerciseMetadata, ThatMakesNoSenseIsToldInOneLineWithItsFile) {
  const test::TemporaryFolder folder;
  const auto with = [&](std::string old, const std::string& by) {
    std::string text = kMetadata;
    text.replace(text.find(old), old.size(), by);
    test::write_bytes(folder / "04_name" / "exercise.json", text);
    return [path = folder / "04_name"] { read_exercise(path); };
  };
  for (const auto& [old, by] : std::vector<std::pair<std::string, std::string>>{
           {"deadlock", "bad_luck"},
           {"a.hpp", "../a.hpp"},
           {"\"exercise\"", "\"verdicts\""},
           {": 1,", ": 2,"},
           {"\"title\"", "\"tilte\""},
           {"{", R"({"proof": {"given": "../b.hpp", "mutants": [{"scenario": "m", "broken": "b"}]},)"},
           {"{", R"({"proof": {"given": "b.hpp", "mutants": []},)"},
           {"{", "["}})
    EXPECT_THAT(with(old, by), ThrowsMessage<std::runtime_error>(
                                   AllOf(HasSubstr("04_name/exercise.json: "), Not(HasSubstr("\n")))))
        << by;
}

}  // namespace
}  // namespace heddle
