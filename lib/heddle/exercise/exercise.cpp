#include "heddle/exercise/exercise.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>

#include "heddle/core/near_names.hpp"
#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr int kExerciseFormat = 1;

NamesRule names_rule(const Json& json, const char* name) {
  if (!json.contains(name)) return {};
  return {.names = json.at(name).at("names"), .why = json.at(name).at("why")};
}

Exercise exercise_from(const Json& json) {
  if (json.at("kind") != "exercise") throw std::runtime_error("its kind is not 'exercise'");
  if (json.at("heddle_format") > kExerciseFormat) throw std::runtime_error("it is of a newer heddle");
  Exercise exercise;
  exercise.title = json.at("title");
  exercise.file = json.at("file");
  exercise.minutes = json.at("minutes");
  exercise.why = json.at("fails").at("why");
  for (const char* const detector : {"functional", "tsan", "relacy", "mutants"}) {
    if (!json.at("fails").contains(detector)) continue;
    const std::string named = json.at("fails").at(detector);
    const auto finding = finding_named(named);
    if (!finding)
      throw std::runtime_error("there is no finding '" + printable(named) +
                               "'; they are written like wrong_outcome, and docs/teaching.md lists them");
    exercise.fails[detector] = *finding;
  }
  if (json.contains("proof")) {
    exercise.given = json.at("proof").at("given");
    for (const Json& mutant : json.at("proof").at("mutants"))
      exercise.mutants.push_back({.scenario = mutant.at("scenario"), .broken = mutant.at("broken")});
    if (exercise.mutants.empty()) throw std::runtime_error("a proof has mutants to catch");
  }
  exercise.uses = names_rule(json, "uses");
  exercise.avoids = names_rule(json, "avoids");
  exercise.hints = json.at("hints");
  if (exercise.file.empty() || exercise.file != fs::path(exercise.file).filename())
    throw std::runtime_error("'file' has to be the name of a file");
  if (exercise.given != fs::path(exercise.given).filename())
    throw std::runtime_error("'given' has to be the name of a file");
  return exercise;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_zeros(std::string_view number) {
  const std::size_t first = number.find_first_not_of('0');
  return std::string(first == std::string_view::npos ? "0" : number.substr(first));
}

}  // namespace

Exercise read_exercise(const fs::path& folder) {
  const fs::path file = folder / kExerciseMetadata;
  try {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot be read");
    Exercise exercise = exercise_from(Json::parse(in));
    exercise.name = folder.filename().string();
    exercise.folder = folder;
    return exercise;
  } catch (const std::exception& error) {
    throw std::runtime_error(file.string() + ": " + printable(error.what()));
  }
}

const Exercise& exercise_named(const std::vector<Exercise>& exercises, std::string_view wanted) {
  std::vector<const Exercise*> matches;
  std::vector<std::string> names;
  for (const Exercise& exercise : exercises) {
    names.push_back(exercise.name);
    if (exercise.name == wanted) return exercise;
    const bool is_meant = is_number(wanted) ? without_zeros(wanted) == without_zeros(exercise.number())
                                            : exercise.name.find(wanted) != std::string::npos;
    if (is_meant && !wanted.empty()) matches.push_back(&exercise);
  }
  if (matches.size() == 1) return *matches.front();
  if (matches.empty()) throw std::invalid_argument(no_such_name("exercise", wanted, names));
  std::string meant;
  for (const Exercise* match : matches) meant += " " + match->name;
  throw std::invalid_argument("'" + printable(wanted) + "' may be any of" + meant + "; name one of them");
}

}  // namespace heddle
