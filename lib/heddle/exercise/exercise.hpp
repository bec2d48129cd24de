// What an exercise is to those who run it: the folder tests/exercises/NN_pattern with a file to edit, fixed
// tests, and exercise.json, which says everything else. docs/teaching.md says how one is added.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/finding.hpp"

namespace heddle {

// Names of which a file must use all, or may use none, and why.
struct NamesRule {
  std::vector<std::string> names;
  std::string why;  // a sentence
};

// Of a proof (proof.hpp): the code under test, broken in one place.
struct Mutant {
  std::string scenario;  // in which the proof is run over it
  std::string broken;    // what is, to go on after "code in which"
};

struct Exercise {
  std::string name;   // "03_torn_line"
  std::string title;  // "Lines that tear"
  std::string file;   // the one to edit: "logger.hpp"
  int minutes = 0;    // that it takes a student who read the chapter

  // The stated reason why the handed-out file fails: what each detector finds ("functional", "tsan",
  // "relacy", "mutants"); one that is not named finds nothing. Stress may or may not show it, and is not
  // named.
  std::map<std::string, Finding> fails;
  std::string why;  // in a sentence

  // Of a proof: the file with the code under test, which is fixed, and the mutants that the proof has to
  // catch. The explorer alone looks at mutants. Both are empty where the student's file is the code under
  // test.
  std::string given;
  std::vector<Mutant> mutants;

  NamesRule uses;
  NamesRule avoids;
  std::vector<std::string> hints;  // three, each tells more

  std::filesystem::path folder;      // where the student edits
  std::filesystem::path handed_out;  // its files as they were handed out; its tests are the ones that count
  std::filesystem::path solution;    // the file

  std::string number() const { return name.substr(0, name.find('_')); }
  bool is_proof() const { return !mutants.empty(); }
  std::filesystem::path edited() const { return folder / file; }
};

inline constexpr std::string_view kExerciseMetadata = "exercise.json";
inline constexpr std::string_view kExerciseScenarios = "scenarios.hpp";
inline constexpr std::string_view kExerciseFunctionalTest = "functional_test.hpp";
inline constexpr std::string_view kExerciseReadme = "README.md";
inline constexpr std::string_view kExerciseSeal =
    "sealed.sha256";  // of every other file, as sha256sum has it

// The metadata of one: the name is its folder's; the paths are left to the caller.
// Errors: std::runtime_error in one line, with the file, for one that cannot be read or says nonsense.
Exercise read_exercise(const std::filesystem::path& folder);

// By name, number ("03", "3") or a part of the name that only one has. Errors: std::invalid_argument with the
// names that are near. Thread safety: any thread.
const Exercise& exercise_named(const std::vector<Exercise>& exercises, std::string_view wanted);

}  // namespace heddle
