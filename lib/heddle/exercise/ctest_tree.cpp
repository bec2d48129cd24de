#include "heddle/exercise/ctest_tree.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "heddle/core/descriptor.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/process/helper_program.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLongest{60};
constexpr const char* kConfiguredWith = "ctest_tree";  // the command, for the next time

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> command_for(const ExerciseBook& book) {
  std::string names;
  for (const Exercise& exercise : book.exercises()) names += (names.empty() ? "" : ";") + exercise.name;
  std::vector<std::string> command = book.toolkit().configure;
  command.insert(command.end(), {"-B", book.toolkit().folder.string(), "-DHEDDLE_EXERCISES=ON",
                                 "-DHEDDLE_EXERCISE_NAMES=" + names});
  return command;
}

// CMake's first message, in one line; nothing where it had none.
std::string first_words(std::string said) {
  said.resize(std::min(said.find("\n\n"), said.size()));
  std::ranges::replace(said, '\n', ' ');
  return said.empty() ? "" : ": " + printable(said);
}

}  // namespace

bool configure_ctest_tree(const ExerciseBook& book) {
  const fs::path& folder = book.toolkit().folder;
  const std::vector<std::string> command = command_for(book);
  std::string wanted;
  for (const std::string& word : command) wanted += word + '\n';
  const auto is_there = [&] {
    return text_of(folder / kConfiguredWith) == wanted && fs::exists(folder / "CTestTestfile.cmake");
  };
  if (is_there()) return false;

  // Where it cannot be made, writing below says so.
  const Descriptor turn(::open((folder / "ctest_tree.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644));
  if (turn.is_open()) ::flock(turn.number(), LOCK_EX);
  if (is_there()) return false;

  std::error_code none;
  fs::remove(folder / "CMakeCache.txt", none);  // CMake refuses one of another heddle or generator
  const HelperAnswer answer = run_helper(command.front(), {command.begin() + 1, command.end()}, kLongest);
  if (answer.end != HelperAnswer::End::kItsOwn || answer.exit_code != 0)
    throw std::runtime_error(command.front() + " could not configure them in " + folder.string() +
                             first_words(answer.err));
  std::ofstream out(folder / kConfiguredWith, std::ios::binary);
  out << wanted;
  out.close();
  if (!out) throw std::runtime_error((folder / kConfiguredWith).string() + " cannot be written");
  return true;
}

}  // namespace heddle
