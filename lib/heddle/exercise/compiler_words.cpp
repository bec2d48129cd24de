#include "heddle/exercise/compiler_words.hpp"

#include <cstddef>
#include <sstream>

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 8;

}  // namespace

std::string first_error(const std::string& said, const fs::path& root, const fs::path& submission) {
  std::istringstream lines(said);
  std::string text;
  std::size_t count = 0;
  bool is_elsewhere = false;
  for (std::string line; std::getline(lines, line) && count < kMostLines;) {
    const bool is_error = line.find("error: ") != std::string::npos;
    if (count == 0 ? !is_error : is_error || line.find(" generated.") != std::string::npos) {
      if (count > 0) break;
      continue;
    }
    // Of the way from the submission into the tests and into heddle the submission's own places are told.
    if (line.starts_with("In file included from "))
      is_elsewhere = true;
    else if (line.find(": note: ") != std::string::npos)
      is_elsewhere = !line.starts_with(submission.string());
    if (is_elsewhere) continue;
    for (const fs::path& folder : {submission.parent_path(), root})
      for (const std::string prefix = folder.string() + "/"; line.find(prefix) != std::string::npos;)
        line.erase(line.find(prefix), prefix.size());
    text += line + "\n";
    ++count;
  }
  return text.empty() ? "the compiler failed without naming an error:\n" + said.substr(0, 500) : text;
}

}  // namespace heddle
