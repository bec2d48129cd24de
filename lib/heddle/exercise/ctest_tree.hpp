// The exercises as tests of ctest, in a tree of their own: red until they are solved, which the build's own
// tests must not be.
#pragma once

#include "heddle/exercise/exercise_book.hpp"

namespace heddle {

// Configures the tree in the toolkit's folder with -DHEDDLE_EXERCISES=ON, unless it is there and the same:
// `ctest --test-dir FOLDER -L exercise -R 03`. Whether it was not. Errors: std::runtime_error in one line
// where CMake cannot. Thread safety: any; processes that begin at once take turns.
bool configure_ctest_tree(const ExerciseBook& book);

}  // namespace heddle
