// How this build compiles and runs a submission: what exercises/toolkit.json says, which the build leaves.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace heddle {

// A program that looks at modules, and how one is compiled for it.
struct ExerciseProgram {
  std::string name;  // "native", "tsan", "model"
  std::string sync;  // the set of primitives
  std::filesystem::path program;
  std::vector<std::string> launcher;  // what has to start it; may be empty
  std::vector<std::string> compile;   // but for SOURCE -o MODULE
};

struct ExerciseToolkit {
  std::filesystem::path folder;  // where it lies; what is remembered of a student's work is kept beside it
  std::filesystem::path source_root;
  std::filesystem::path exercises;  // tests/exercises, where students edit
  std::filesystem::path solutions;
  std::vector<ExerciseProgram> programs;
  std::vector<std::string> configure;  // the exercises' tree of tests, but for -B FOLDER and what they are
};

// folder: the build's exercises/. Errors: std::runtime_error in one line, with what to build.
ExerciseToolkit read_toolkit(const std::filesystem::path& folder);

// HEDDLE_EXERCISES of the environment, or exercises/ beside the folder of this program.
std::filesystem::path default_toolkit_folder();

}  // namespace heddle
