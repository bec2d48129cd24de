// What a student handed in, read as what it is: bytes of somebody unknown, under one name that the exercise
// gives. Nothing else of their folder is looked at, and nothing is followed out of it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "heddle/exercise/exercise.hpp"

namespace heddle {

inline constexpr std::size_t kMostSubmissionBytes = std::size_t{256} << 10;

struct Submission {
  std::string source;
  std::string refused;  // a sentence, where there is nothing to grade; empty: `source` counts
};

// folder: of one student, laid out like tests/exercises: NN_pattern/FILE. It may be reached over a symbolic
// link, what is in it may not. Never throws. Thread safety: any thread.
Submission read_submission(const std::filesystem::path& folder, const Exercise& exercise);

}  // namespace heddle
