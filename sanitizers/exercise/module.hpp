// What a program for exercises and the module that it loads agree on. A module is a student's file with its
// exercise's scenarios (and, for real threads, its functional tests), compiled over one detector's set of
// primitives into a shared object. What does not depend on the student's file is in the programs, which are
// built once; so that only one source is compiled and nothing but it is linked when a file was saved.
#pragma once

#include <vector>

#include "heddle/core/variant.hpp"

namespace heddle {

// The function that a module has under the name kExerciseEntry, extern "C": adds its scenarios.
using ExerciseEntry = void(std::vector<Variant>& scenarios);
inline constexpr const char* kExerciseEntry = "heddle_exercise";

}  // namespace heddle

// The last line of a module's source. sync: the detector's set; name: of the exercise.
#define HEDDLE_EXERCISE_MODULE(sync, name)                                   \
  extern "C" void heddle_exercise(std::vector<heddle::Variant>& scenarios) { \
    scenarios = heddle::exercise::Scenarios::over<heddle::sync>(name);       \
  }
