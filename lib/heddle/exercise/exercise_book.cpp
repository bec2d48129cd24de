#include "heddle/exercise/exercise_book.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>

#include "heddle/exercise/judge.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

// With somebody waiting. Searches of exercises take less than a second.
constexpr std::chrono::seconds kPatience{5};

// Nothing where there is no such file.
std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool is_exercise(const fs::path& folder) {
  const std::string name = folder.filename().string();
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return name.size() > 3 && is_digit(name[0]) && is_digit(name[1]) && name[2] == '_' &&
         std::ranges::all_of(name,
                             [&](char c) { return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z'); }) &&
         fs::is_directory(folder);
}

fs::path unused_backup(const fs::path& file) {
  for (int number = 1;; ++number)
    if (fs::path backup = file.string() + ".mine" + std::to_string(number); !fs::exists(backup))
      return backup;
}

}  // namespace

ExerciseBook::ExerciseBook(const fs::path& toolkit_folder) : toolkit_(read_toolkit(toolkit_folder)) {
  if (fs::is_directory(toolkit_.exercises))
    for (const fs::directory_entry& entry : fs::directory_iterator(toolkit_.exercises)) {
      if (!is_exercise(entry.path())) continue;
      const fs::path kept = toolkit_.folder / "handed_out" / entry.path().filename();
      const bool is_kept = fs::exists(kept / kExerciseMetadata);
      Exercise exercise = read_exercise(is_kept ? kept : entry.path());
      exercise.folder = entry.path();
      exercise.handed_out = is_kept ? kept : entry.path();
      exercise.solution = toolkit_.solutions / exercise.name / exercise.file;
      exercises_.push_back(std::move(exercise));
    }
  if (exercises_.empty())
    throw std::runtime_error("there are no exercises in " + toolkit_.exercises.string());
  std::ranges::sort(exercises_, {}, &Exercise::name);
}

bool ExerciseBook::is_solved(const Exercise& exercise) const {
  const auto passed = bytes_of(state_of(exercise) / "passed");
  return passed && passed == bytes_of(exercise.edited());
}

std::size_t ExerciseBook::solved() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(exercises_, [&](const auto& one) { return is_solved(one); }));
}

const Exercise* ExerciseBook::next() const {
  const auto found =
      std::ranges::find_if(exercises_, [&](const Exercise& exercise) { return !is_solved(exercise); });
  return found == exercises_.end() ? nullptr : &*found;
}

Judgement ExerciseBook::run(const Exercise& exercise) const {
  const fs::path state = state_of(exercise);
  std::error_code error;
  fs::create_directories(state, error);

  const auto judged = bytes_of(exercise.edited());
  const JudgeLimits limits{.after_a_hang = kPatience};
  Judgement judgement = judge(toolkit_, exercise, exercise.edited(), state / "work", limits);
  if (judgement.passed() && judged && judged == bytes_of(exercise.edited())) {
    std::ofstream out(state / "passed", std::ios::binary);
    out << *judged;
  }
  return judgement;
}

std::vector<std::string> ExerciseBook::hint(const Exercise& exercise) const {
  const fs::path file = state_of(exercise) / "hints";
  std::size_t shown = 0;
  std::ifstream(file) >> shown;
  shown = std::min(shown + 1, exercise.hints.size());
  fs::create_directories(file.parent_path());
  std::ofstream(file) << shown << '\n';
  return {exercise.hints.begin(), exercise.hints.begin() + static_cast<std::ptrdiff_t>(shown)};
}

std::vector<fs::path> ExerciseBook::reset(const Exercise& exercise) const {
  if (exercise.handed_out == exercise.folder)
    throw std::runtime_error(
        "nothing of " + exercise.name +
        " is kept as it was handed out, since it had been changed when heddle was built; git checkout " +
        exercise.folder.string() + " brings it back");
  std::vector<fs::path> backups;
  for (const fs::directory_entry& entry : fs::directory_iterator(exercise.handed_out)) {
    const fs::path mine = exercise.folder / entry.path().filename();
    if (fs::exists(mine)) {
      if (fs::is_regular_file(mine) && bytes_of(mine) == bytes_of(entry.path())) continue;
      backups.push_back(unused_backup(mine));  // also what cannot be read, or is no file
      fs::rename(mine, backups.back());
    }
    try {
      fs::copy_file(entry.path(), mine);
    } catch (const fs::filesystem_error& error) {
      throw std::runtime_error(mine.string() + " cannot be brought back: " + error.code().message() +
                               (backups.empty() ? "" : "; yours is kept as " + backups.back().string()));
    }
  }
  std::error_code none;
  fs::remove(state_of(exercise) / "hints", none);
  return backups;
}

}  // namespace heddle
