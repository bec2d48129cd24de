#include "heddle/exercise/grade.hpp"

#include <stdlib.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "heddle/exercise/judgement_text.hpp"
#include "heddle/exercise/submission.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

// A folder that nobody else uses, gone afterwards.
class CleanTree {
 public:
  CleanTree() {
    std::string name = (fs::temp_directory_path() / "heddle-grade-XXXXXX").string();
    // Names of files in it are written into a source.
    if (name.find_first_of("\"\\\n") != std::string::npos)
      throw std::runtime_error(
          "TMPDIR names a folder with a quote, a backslash or a line break; set it to another");
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error(name + " cannot be made: " + std::generic_category().message(errno) +
                               "; TMPDIR names another place for it");
    path_ = name;
  }
  ~CleanTree() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  CleanTree(const CleanTree&) = delete;
  CleanTree& operator=(const CleanTree&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Judgement refused(const Exercise& exercise, const std::string& why) {
  Judgement judgement;
  judgement.exercise = exercise.name;
  judgement.broken_rules.push_back(why);
  return judgement;
}

Judgement not_judged(const Exercise& exercise, const std::string& why) {
  Judgement judgement;
  judgement.exercise = exercise.name;
  judgement.could_not = why;
  return judgement;
}

Judgement judgement_of(const ExerciseToolkit& toolkit, const Exercise& exercise, const fs::path& submissions,
                       const JudgeLimits& limits) {
  if (exercise.handed_out == exercise.folder)
    return not_judged(exercise,
                      "its own tests are not as they were sealed; grade with an untouched heddle, built with "
                      "ci/build, and name the student's folder with --submissions");
  const Submission submission = read_submission(submissions, exercise);
  if (!submission.refused.empty()) return refused(exercise, submission.refused);
  const CleanTree tree;
  const fs::path copy = tree.path() / exercise.name / exercise.file;
  fs::create_directories(copy.parent_path());
  std::ofstream out(copy, std::ios::binary);
  out << submission.source;
  out.close();
  if (!out) return not_judged(exercise, copy.string() + " cannot be written");
  Exercise sealed = exercise;
  sealed.folder = sealed.handed_out;
  JudgeLimits impatient = limits;
  impatient.after_a_hang = std::chrono::seconds(0);  // which earns nothing any more
  return judge(toolkit, sealed, copy, tree.path() / "work", impatient);
}

}  // namespace

ExerciseGrade grade_of(const Exercise& exercise, const Judgement& judgement) {
  ExerciseGrade grade;
  grade.exercise = exercise.name;
  grade.title = exercise.title;
  grade.message = judgement_line(judgement);
  grade.is_undecided = judgement.is_undecided();
  const Points points = grade.is_undecided ? Points{} : judgement.points();
  grade.credits = {{"compiles", "compiles", 1, points.compiles},
                   {"functional", "does what it should", 2, points.functional},
                   {"no_race", "has no race", 3, points.functional && points.no_race},
                   {"proved", "is proved", 4, points.functional && points.proved}};
  for (const Credit& credit : grade.credits) {
    grade.most += credit.worth;
    if (credit.is_earned) grade.points += credit.worth;
  }
  return grade;
}

ExerciseGrade grade(const ExerciseToolkit& toolkit, const Exercise& exercise, const fs::path& submissions,
                    const JudgeLimits& limits) {
  return grade_of(exercise, judgement_of(toolkit, exercise, submissions, limits));
}

GradeSum sum_of(std::span<const ExerciseGrade> grades) {
  GradeSum sum;
  for (const ExerciseGrade& grade : grades) {
    sum.points += grade.points;
    sum.most += grade.most;
  }
  return sum;
}

}  // namespace heddle
