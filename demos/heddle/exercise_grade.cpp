#include "exercise_grade.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/exercise/exercise_book.hpp"
#include "heddle/exercise/grade.hpp"
#include "heddle/exercise/grade_documents.hpp"
#include "progress.hpp"

namespace heddle {
namespace {

constexpr int kMostSeconds = 3600;
constexpr std::uint64_t kLeastMebibytes = 256;  // a compiler needs as much
constexpr std::uint64_t kMostMebibytes = std::uint64_t{1} << 20;

struct GradeOptions {
  std::vector<std::string> names;
  std::string submissions;
  std::string json;
  std::string junit;
  std::string exercism;
  int seconds = static_cast<int>(JudgeLimits{}.processor.count());
  std::uint64_t mebibytes = JudgeLimits{}.memory_bytes >> 20;

  bool standard_output_is_taken() const { return json == "-" || junit == "-" || exercism == "-"; }
};

JudgeLimits limits_of(const GradeOptions& options) {
  const JudgeLimits usual;
  const std::chrono::seconds processor{options.seconds};
  return {.processor = processor,
          .wall = processor * (usual.wall / usual.processor),
          .memory_bytes = options.mebibytes << 20};
}

// Those that are named, each once, in order; all where none is.
std::vector<const Exercise*> chosen(const ExerciseBook& book, const std::vector<std::string>& names) {
  std::vector<const Exercise*> exercises;
  for (const std::string& name : names) exercises.push_back(&book.named(name));
  if (names.empty())
    for (const Exercise& exercise : book.exercises()) exercises.push_back(&exercise);
  std::sort(exercises.begin(), exercises.end(),
            [](const Exercise* one, const Exercise* other) { return one->name < other->name; });
  exercises.erase(std::unique(exercises.begin(), exercises.end()), exercises.end());
  return exercises;
}

std::string text_of(const ExerciseGrade& grade) {
  std::string points = std::to_string(grade.points) + " of " + std::to_string(grade.most);
  points.resize(std::max(points.size(), sizeof "10 of 10"), ' ');
  std::string name = grade.exercise;
  name.resize(std::max<std::size_t>(name.size(), 26), ' ');
  return name + " " + (grade.is_undecided ? "undecided" : points) + " " + printable(grade.message) + "\n";
}

void write(const std::string& file, void (*document)(std::ostream&, std::span<const ExerciseGrade>),
           const std::vector<ExerciseGrade>& grades) {
  if (!file.empty()) write_file(file, [&](std::ostream& out) { document(out, grades); });
}

int exit_code_of(const std::vector<ExerciseGrade>& grades) {
  if (std::ranges::any_of(grades, &ExerciseGrade::is_undecided)) return kCouldNotRun;
  const GradeSum sum = sum_of(grades);
  return sum.points == sum.most ? kDone : kFound;
}

int grade_all(const GradeOptions& options) {
  const ExerciseBook book;
  const std::vector<const Exercise*> exercises = chosen(book, options.names);
  const std::filesystem::path submissions =
      options.submissions.empty() ? book.toolkit().exercises : std::filesystem::path(options.submissions);
  const bool speaks = !options.standard_output_is_taken();
  std::vector<ExerciseGrade> grades;
  for (const Exercise* const exercise : exercises) {
    {
      Progress progress;
      progress.show("grading " + exercise->name);
      grades.push_back(grade(book.toolkit(), *exercise, submissions, limits_of(options)));
    }
    if (!speaks) continue;
    std::fputs(text_of(grades.back()).c_str(), stdout);
    std::fflush(stdout);
  }
  write(options.json, write_grades_json, grades);
  write(options.junit, write_grades_junit, grades);
  write(options.exercism, write_grades_exercism, grades);
  const GradeSum sum = sum_of(grades);
  if (speaks) std::printf("%d of %d points\n%s\n", sum.points, sum.most, std::string(kNoSandbox).c_str());
  return exit_code_of(grades);
}

}  // namespace

void add_exercise_grade(CLI::App& exercise, int& exit_code) {
  const auto options = std::make_shared<GradeOptions>();
  CLI::App& command = *exercise.add_subcommand(
      "grade", "Points for what was handed in, with parts of them for parts of the way; for teachers");
  command.add_option("NAME", options->names, "Which; all unless told");
  command
      .add_option("--submissions", options->submissions,
                  "A student's folder, with NN_pattern/FILE for each exercise; only these files are read. "
                  "tests/exercises unless told")
      ->type_name("FOLDER")
      ->check(CLI::ExistingDirectory);
  const auto add_file = [&](const char* name, std::string& file, const char* description) {
    command.add_option(name, file, description)->type_name("FILE");
  };
  add_file("--json", options->json,
           "Write the points to this file as JSON; - for standard output, instead of words");
  add_file("--junit", options->junit, "Write them as JUnit XML, a test case for each part");
  add_file("--exercism", options->exercism, "Write them as Exercism's results.json, version 3");
  command
      .add_option("--seconds", options->seconds,
                  "Processor time that one compilation, or one process of a look, may take")
      ->check(CLI::Range(1, kMostSeconds))
      ->capture_default_str();
  command.add_option("--memory", options->mebibytes, "MiB that one compilation, or one look, may take")
      ->type_name("MIB")
      ->check(CLI::Range(kLeastMebibytes, kMostMebibytes))
      ->capture_default_str();
  command.footer(
      "Ten points for each exercise: it compiles 1, does what it should 2, has no race 3, is proved 4; the "
      "last "
      "two only for a file that does what it should. A file that is missing, breaks a rule, hangs or crashes "
      "loses its own points, and the others are graded. Tests are those of this build.\n\n" +
      std::string(kNoSandbox) +
      "\n\nExit codes: 0 all points; 1 some are missing; 2 wrong usage; 3 something could not be judged.");
  command.callback([options, &exit_code] { exit_code = grade_all(*options); });
}

}  // namespace heddle
