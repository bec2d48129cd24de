// The form of an exercise: what docs/teaching.md asks of one, as far as it can be read without a compiler.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace heddle::test {

struct ExerciseFolders {
  std::filesystem::path exercises;   // where students edit: what files there are
  std::filesystem::path handed_out;  // what was kept of them: what is in the files
  std::filesystem::path solutions;
};

// A line for each rule that an exercise breaks: "01_lost_counter: README.md has more than 25 lines [readme]".
std::vector<std::string> form_violations(const ExerciseFolders& folders);

}  // namespace heddle::test
