#include "heddle/exercise/ctest_tree.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
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
constexpr const char* kConfiguredWith = "ctest_tree";  // the command and its files, for the next time

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> command_for(const ExerciseBook& book, const fs::path& folder) {
  std::string names;
  for (const Exercise& exercise : book.exercises()) names += (names.empty() ? "" : ";") + exercise.name;
  std::vector<std::string> command = book.toolkit().configure;
  command.insert(command.end(),
                 {"-B", folder.string(), "-DHEDDLE_EXERCISES=ON", "-DHEDDLE_EXERCISE_NAMES=" + names});
  return command;
}

// CMake's first error, in one line; nothing where it had none.
std::string first_error_in(std::string said) {
  said.erase(0, std::min(said.find("CMake Error"), said.size()));
  said.resize(std::min(said.find("\n\n"), said.size()));
  std::ranges::replace(said, '\n', ' ');
  return said.empty() ? "" : ": " + printable(said);
}

// Errors: std::runtime_error in one line.
void run_cmake(const std::vector<std::string>& command) {
  const auto fail = [&](const std::string& why) {
    throw std::runtime_error(command.front() + " could not configure them" + why +
                             "; everything else goes on, and ci/setup installs what is missing");
  };
  try {
    const HelperAnswer answer = run_helper(command.front(), {command.begin() + 1, command.end()}, kLongest);
    if (answer.end != HelperAnswer::End::kItsOwn)
      fail(" within " + std::to_string(kLongest.count()) + " s");
    else if (answer.exit_code != 0)
      fail(first_error_in(answer.err));
  } catch (const std::system_error& error) {
    fail(": " + std::string(error.what()));
  }
}

}  // namespace

bool configure_ctest_tree(const ExerciseBook& book) {
  const fs::path folder = fs::weakly_canonical(book.toolkit().folder);
  const std::vector<std::string> command = command_for(book, folder);
  std::string wanted;
  for (const std::string& word : command) wanted += word + '\n';
  for (const char* const file : {"CMakeLists.txt", "exercise_tests.cmake"})
    wanted += text_of(book.toolkit().source_root / "lib/heddle/exercise/ctest" / file);
  const auto is_there = [&] {
    return text_of(folder / kConfiguredWith) == wanted && fs::exists(folder / "CTestTestfile.cmake");
  };
  if (is_there()) return false;

  // Where it cannot be made, writing below says so.
  const Descriptor turn(::open((folder / "ctest_tree.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644));
  while (turn.is_open() && ::flock(turn.number(), LOCK_EX) != 0 && errno == EINTR) {
  }
  if (is_there()) return false;

  std::error_code none;
  fs::remove(folder / "CMakeCache.txt", none);  // CMake refuses one of another heddle or generator
  run_cmake(command);
  std::ofstream out(folder / kConfiguredWith, std::ios::binary);
  out << wanted;
  out.close();
  if (!out) throw std::runtime_error((folder / kConfiguredWith).string() + " cannot be written");
  return true;
}

}  // namespace heddle
