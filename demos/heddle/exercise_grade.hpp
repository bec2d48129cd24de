// heddle exercise grade: points for what a student handed in.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace heddle {

// Adds itself to `heddle exercise`, and sets the exit code when it is run.
void add_exercise_grade(CLI::App& exercise, int& exit_code);

}  // namespace heddle
