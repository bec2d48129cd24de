#include "heddle/exercise/grade_documents.hpp"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "heddle/report/html.hpp"

namespace heddle {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kExercismVersion = 3;
constexpr std::size_t kMostMessageBytes = 65'535;  // of results.json

void write(std::ostream& out, const Json& json) {
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

// Why a credit that counts is not there; of the first that is missing it is what broke.
std::string reason(const ExerciseGrade& grade, const Credit& credit) {
  const bool is_worth_less = std::ranges::any_of(
      grade.credits, [&](const Credit& before) { return before.worth < credit.worth && !before.is_earned; });
  if (!is_worth_less) return grade.message;
  if (!grade.credits.front().is_earned) return "not looked at: " + grade.message;
  return "not credited before the rest: " + grade.message;
}

// Nobody has looked: it was refused, or does not compile.
bool has_not_run(const ExerciseGrade& grade) {
  return grade.is_undecided || !grade.credits.front().is_earned;
}

Json exercism_test(const ExerciseGrade& grade, const Credit& credit, std::size_t place) {
  Json test{{"name", grade.exercise + " " + std::string(credit.words)},
            {"status", credit.is_earned     ? "pass"
                       : has_not_run(grade) ? "error"
                                            : "fail"}};
  if (!credit.is_earned) test["message"] = reason(grade, credit).substr(0, kMostMessageBytes);
  test["task_id"] = place;
  test["test_code"] = "heddle exercise run " + grade.exercise.substr(0, grade.exercise.find('_'));
  return test;
}

}  // namespace

void write_grades_json(std::ostream& out, std::span<const ExerciseGrade> grades) {
  Json exercises = Json::array();
  for (const ExerciseGrade& grade : grades) {
    Json credits = Json::object();
    for (const Credit& credit : grade.credits)
      credits[std::string(credit.name)] = {{"points", credit.is_earned ? credit.worth : 0},
                                           {"most", credit.worth}};
    exercises.push_back({{"name", grade.exercise},
                         {"title", grade.title},
                         {"points", grade.points},
                         {"most", grade.most},
                         {"undecided", grade.is_undecided},
                         {"credits", std::move(credits)},
                         {"message", grade.message}});
  }
  const GradeSum sum = sum_of(grades);
  write(out, {{"heddle_format", kGradesFormat},
              {"kind", "grades"},
              {"points", sum.points},
              {"most", sum.most},
              {"exercises", std::move(exercises)},
              {"note", kNoSandbox}});
}

void write_grades_junit(std::ostream& out, std::span<const ExerciseGrade> grades) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"heddle exercise grade\">\n";
  for (const ExerciseGrade& grade : grades) {
    const auto missing =
        std::ranges::count_if(grade.credits, [](const Credit& one) { return !one.is_earned; });
    const std::string name = html_escaped(grade.exercise);
    out << "  <testsuite name=\"" << name << "\" tests=\"" << grade.credits.size() << "\" failures=\""
        << (grade.is_undecided ? 0 : missing) << "\" errors=\"" << (grade.is_undecided ? missing : 0)
        << "\">\n";
    out << "    <properties><property name=\"points\" value=\"" << grade.points
        << "\"/><property name=\"most\" value=\"" << grade.most << "\"/></properties>\n";
    for (const Credit& credit : grade.credits) {
      out << "    <testcase classname=\"" << name << "\" name=\"" << credit.name << "\"";
      if (credit.is_earned)
        out << "/>\n";
      else
        out << "><" << (grade.is_undecided ? "error" : "failure") << " message=\""
            << html_escaped(reason(grade, credit)) << "\"/></testcase>\n";
    }
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

void write_grades_exercism(std::ostream& out, std::span<const ExerciseGrade> grades) {
  Json tests = Json::array();
  for (const ExerciseGrade& grade : grades)
    for (std::size_t i = 0; i < grade.credits.size(); ++i)
      tests.push_back(exercism_test(grade, grade.credits[i], i + 1));
  const GradeSum sum = sum_of(grades);
  Json document{{"version", kExercismVersion}};
  // An error is told once for all, where nothing has run at all.
  if (!grades.empty() && std::ranges::all_of(grades, has_not_run)) {
    document["status"] = "error";
    std::string message;
    for (const ExerciseGrade& grade : grades) message += grade.exercise + ": " + grade.message + "\n";
    document["message"] = message.substr(0, kMostMessageBytes);
  } else {
    document["status"] = sum.points == sum.most ? "pass" : "fail";
    document["message"] = nullptr;
  }
  document["tests"] = std::move(tests);
  write(out, document);
}

}  // namespace heddle
