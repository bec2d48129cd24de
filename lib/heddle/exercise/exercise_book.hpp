// All exercises of a build in order, and what is remembered of a student's work: which are solved, how many
// hints were shown. It is remembered in files beside the toolkit, and goes with the build.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "heddle/exercise/exercise.hpp"
#include "heddle/exercise/judgement.hpp"
#include "heddle/exercise/toolkit.hpp"

namespace heddle {

// Thread safety: one thread; one process at a time for one build.
class ExerciseBook {
 public:
  // Errors: std::runtime_error where there is no toolkit, no exercise, or one with broken metadata.
  explicit ExerciseBook(const std::filesystem::path& toolkit_folder = default_toolkit_folder());

  const ExerciseToolkit& toolkit() const { return toolkit_; }
  const std::vector<Exercise>& exercises() const { return exercises_; }

  // Errors: std::invalid_argument, as exercise_named().
  const Exercise& named(std::string_view wanted) const { return exercise_named(exercises_, wanted); }

  // The file is, to the byte, one that passed.
  bool is_solved(const Exercise& exercise) const;
  std::size_t solved() const;
  const Exercise* next() const;  // the first that is not solved; null: none

  // Judges the student's file, and remembers it if it passed.
  Judgement run(const Exercise& exercise) const;

  // The hints so far and one more, up to all.
  std::vector<std::string> hint(const Exercise& exercise) const;

  // Brings back all files as they were handed out. Returns where those are kept that were changed. Errors:
  // std::runtime_error where nothing is kept to bring back.
  std::vector<std::filesystem::path> reset(const Exercise& exercise) const;

 private:
  std::filesystem::path state_of(const Exercise& exercise) const {
    return toolkit_.folder / "state" / exercise.name;
  }

  ExerciseToolkit toolkit_;
  std::vector<Exercise> exercises_;
};

}  // namespace heddle
