// Grades for other programs: JSON of heddle's own, JUnit's XML, and the results.json of Exercism's test
// runners. docs/teaching.md documents the first.
#pragma once

#include <iosfwd>
#include <span>

#include "heddle/exercise/grade.hpp"

namespace heddle {

inline constexpr int kGradesFormat = 1;

// Errors of each: those of the stream, which the caller checks. Equal grades give equal bytes. Thread safety:
// any thread, for streams of its own.

// {"heddle_format": 1, "kind": "grades", ...}
void write_grades_json(std::ostream& out, std::span<const ExerciseGrade> grades);

// A test suite for each exercise, a test case for each credit: a failure where it is not earned, an error
// where it could not be judged.
void write_grades_junit(std::ostream& out, std::span<const ExerciseGrade> grades);

// Version 3 of https://exercism.org/docs/building/tooling/test-runners/interface: a test for each credit of
// each exercise; its task_id is the credit's place, from 1.
void write_grades_exercism(std::ostream& out, std::span<const ExerciseGrade> grades);

}  // namespace heddle
