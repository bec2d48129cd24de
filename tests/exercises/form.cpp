#include "form.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

#include "heddle/exercise/exercise.hpp"
#include "heddle/process/helper_program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

constexpr std::ptrdiff_t kMostReadmeLines = 25;
constexpr std::size_t kHints = 3;
constexpr std::string_view kTodo = "// TODO: ";

// What students keep of their own (heddle exercise reset) does not count.
Names names_in(const fs::path& folder) {
  Names names;
  if (fs::is_directory(folder))
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
      if (!std::regex_search(entry.path().filename().string(), std::regex("\\.mine[0-9]+$")))
        names.insert(entry.path().filename().string());
  return names;
}

std::size_t times_in(const std::string& text, std::string_view part) {
  std::size_t times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
  return times;
}

bool is_as_sealed(const fs::path& folder) {
  return run_helper("/usr/bin/env",
                    {"-C", folder.string(), "sha256sum", "--check", "--strict", "--status",
                     std::string(kExerciseSeal)},
                    std::chrono::seconds(60))
             .exit_code == 0;
}

class Checker {
 public:
  explicit Checker(const ExerciseFolders& folders) : folders_(folders) {}

  std::vector<std::string> violations() {
    for (const std::string& name : names_in(folders_.exercises))
      if (fs::is_directory(folders_.exercises / name)) check_exercise(name);
    for (const std::string& name : names_in(folders_.solutions)) {
      name_ = name;
      expect(fs::is_directory(folders_.exercises / name), "a solution without an exercise", "solution");
    }
    return std::move(violations_);
  }

 private:
  void expect(bool holds, const std::string& what, const char* rule) {
    if (!holds) violations_.push_back(name_ + ": " + what + " [" + rule + "]");
  }

  void check_exercise(const std::string& name) {
    name_ = name;
    expect(std::regex_match(name, std::regex("[0-9]{2}_[a-z][a-z0-9_]*")), "a folder is named NN_pattern",
           "name");
    const fs::path folder = folders_.handed_out / name;
    if (!fs::is_directory(folder))
      return expect(false, "it is not as sealed; ci/seal_exercises " + name, "seal");
    try {
      check_contents(folder, read_exercise(folder));
    } catch (const std::exception& error) {
      expect(false, error.what(), "metadata");
    }
  }

  void check_contents(const fs::path& folder, const Exercise& exercise) {
    expect(is_as_sealed(folder), "it is not as sealed; ci/seal_exercises " + name_, "seal");
    // What a student edits differs from what is kept; nothing else does.
    for (const std::string& file : names_in(folder))
      if (const fs::path now = folders_.exercises / name_ / file; file != exercise.file && fs::exists(now))
        expect(read_bytes(now) == read_bytes(folder / file),
               file + " is not as sealed; after a change of the exercise: ci/seal_exercises " + name_,
               "seal");
    expect(
        !exercise.title.empty() && exercise.minutes > 0 && !exercise.why.empty() && !exercise.fails.empty(),
        "exercise.json has a title, minutes, what finds the failure, and why", "metadata");
    const std::set<std::string> hints(exercise.hints.begin(), exercise.hints.end());
    expect(exercise.hints.size() == kHints && hints.size() == kHints && !hints.contains(""),
           "there are three different hints, and not " + std::to_string(hints.size()), "hints");
    expect(times_in(read_bytes(folder / exercise.file), kTodo) == 1, exercise.file + " has one '// TODO: '",
           "todo");
    const std::string readme = read_bytes(folder / kExerciseReadme);
    expect(
        readme.find("**Goal**") != std::string::npos && std::ranges::count(readme, '\n') <= kMostReadmeLines,
        "README.md has a **Goal**, and at most 25 lines", "readme");
    Names files{std::string(kExerciseReadme),         exercise.file,
                std::string(kExerciseMetadata),       std::string(kExerciseScenarios),
                std::string(kExerciseFunctionalTest), std::string(kExerciseSeal)};
    if (!exercise.given.empty()) files.insert(exercise.given);
    expect_files(folders_.exercises / name_, files, "stray");
    const fs::path solution = folders_.solutions / name_;
    expect_files(solution, {exercise.file}, "solution");
    expect(times_in(read_bytes(solution / exercise.file), "TODO") == 0,
           "its solution still has something to do", "solution");
  }

  void expect_files(const fs::path& folder, const Names& wanted, const char* rule) {
    const Names there = names_in(folder);
    for (const std::string& file : there)
      expect(wanted.contains(file), "nobody asks for " + file + " in " + folder.string(), rule);
    for (const std::string& file : wanted)
      expect(there.contains(file), file + " is missing in " + folder.string(), rule);
  }

  const ExerciseFolders& folders_;
  std::string name_;
  std::vector<std::string> violations_;
};

}  // namespace

std::vector<std::string> form_violations(const ExerciseFolders& folders) {
  return Checker(folders).violations();
}

}  // namespace heddle::test
