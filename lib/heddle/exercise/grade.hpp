// Grades what a student handed in: each exercise by itself, so that nothing that one of them does costs
// another its points.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/exercise/exercise.hpp"
#include "heddle/exercise/judge.hpp"
#include "heddle/exercise/judgement.hpp"
#include "heddle/exercise/toolkit.hpp"

namespace heddle {

// One of the four things that are credited.
struct Credit {
  std::string_view name;   // "compiles", "functional", "no_race", "proved"
  std::string_view words;  // "compiles", "does what it should", ...
  int worth = 0;
  bool is_earned = false;
};

struct ExerciseGrade {
  std::string exercise;
  std::string title;
  std::vector<Credit> credits;  // four, in this order
  int points = 0;               // that are earned
  int most = 0;                 // that could be
  bool is_undecided = false;    // what kept it from being judged is no fault of the student's
  std::string message;          // "passed", or what broke, in a sentence
};

// What a grade says that it is not. A sentence.
inline constexpr std::string_view kNoSandbox =
    "Grading keeps accidents small: rules about the text, limits of time and memory, a process for each "
    "look. It "
    "is no sandbox against malice; grade what you do not trust in a container or a virtual machine.";

// compiles 1, functional 2, no_race 3, proved 4; the last two only for a file that does what it should, since
// code that does nothing has no race either. Nothing for what is undecided. The same judgement gives the same
// grade. Thread safety: any thread.
ExerciseGrade grade_of(const Exercise& exercise, const Judgement& judgement);

// Judges a copy of the student's file in a folder of its own, with the tests as they were handed out.
// Whatever keeps it from being judged is in the grade.
//
// submissions: a student's folder, as read_submission() has it. Errors: std::runtime_error where no temporary
// folder can be made. Thread safety: any thread.
ExerciseGrade grade(const ExerciseToolkit& toolkit, const Exercise& exercise,
                    const std::filesystem::path& submissions, const JudgeLimits& limits = {});

struct GradeSum {
  int points = 0;
  int most = 0;
};
GradeSum sum_of(std::span<const ExerciseGrade> grades);

}  // namespace heddle
