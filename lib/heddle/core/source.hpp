// The source text behind a verdict: what stands on a line that a detector names, whether it is marked as
// racy, and the file's name as a reader of the project knows it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle {

// "// [race]" stands on the lines that a detector is to point at.
inline constexpr std::string_view kRaceMark = "[race]";

constexpr bool is_marked(std::string_view source) {
  return source.find(kRaceMark) != std::string_view::npos;
}

// The files of one project, read once each when first asked for.
// Thread safety: none.
class Sources {
 public:
  // Folders that paths are told relative to; the first that holds a file wins. A file beyond all of them
  // keeps its whole path.
  explicit Sources(std::vector<std::string> roots) : roots_(std::move(roots)) {}

  // The text of line `number`, from 1, without the blanks around it; empty where there is no such file or
  // line, or the file has more than kMostBytes. A path that is not absolute is looked for below each root.
  std::string line(const std::string& file, int number);

  // Whether any line of the file is marked.
  bool has_marks(const std::string& file);

  std::string relative(const std::string& file) const;

  // Gives every place and step of the verdict its source text where it has none, and makes its paths,
  // those in its evidence too, relative.
  void complete(Verdict& verdict);

  static constexpr std::size_t kMostBytes = 4U << 20;

 private:
  const std::vector<std::string>& lines_of(const std::string& file);

  std::vector<std::string> roots_;
  std::map<std::string, std::vector<std::string>> files_;
};

}  // namespace heddle
