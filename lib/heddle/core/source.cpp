#include "heddle/core/source.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace heddle {
namespace {

namespace fs = std::filesystem;

std::string without_blanks_around(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::vector<std::string> read_lines(const fs::path& path) {
  std::error_code unknown;
  const std::uintmax_t size = fs::file_size(path, unknown);  // an error for what is no regular file
  if (unknown || size > Sources::kMostBytes) return {};
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(without_blanks_around(line));
  return lines;
}

// Where a path begins, and not inside of one.
void erase_at_paths(std::string& text, const std::string& folder) {
  for (std::size_t at = 0; (at = text.find(folder, at)) != std::string::npos;)
    if (at == 0 || std::string_view(" \n('\"").find(text[at - 1]) != std::string_view::npos)
      text.erase(at, folder.size());
    else
      at += folder.size();
}

}  // namespace

const std::vector<std::string>& Sources::lines_of(const std::string& file) {
  if (const auto known = files_.find(file); known != files_.end()) return known->second;
  std::vector<std::string> lines = read_lines(file);
  for (const std::string& root : roots_)
    if (lines.empty() && !fs::path(file).is_absolute()) lines = read_lines(fs::path(root) / file);
  return files_.emplace(file, std::move(lines)).first->second;
}

std::string Sources::line(const std::string& file, int number) {
  const auto& lines = lines_of(file);
  if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return "";
  return lines[static_cast<std::size_t>(number) - 1];
}

bool Sources::has_marks(const std::string& file) {
  for (const std::string& line : lines_of(file))
    if (is_marked(line)) return true;
  return false;
}

std::string Sources::relative(const std::string& file) const {
  const fs::path path = fs::path(file).lexically_normal();  // a compiler may have said "a/../b"
  if (!path.is_absolute()) return path.string();
  for (const std::string& root : roots_) {
    const fs::path below = path.lexically_relative(fs::path(root).lexically_normal());
    if (!below.empty() && *below.begin() != ".." && below != ".") return below.string();
  }
  return path.string();
}

void Sources::complete(Verdict& verdict) {
  const auto complete_one = [&](auto& place) {
    if (place.file.empty()) return;
    if (place.source.empty()) place.source = line(place.file, place.line);
    place.file = relative(place.file);
  };
  for (std::string& text : verdict.evidence)
    for (const std::string& root : roots_) erase_at_paths(text, root + '/');
  for (Place& place : verdict.places) complete_one(place);
  for (Trace& trace : verdict.traces)
    for (Step& step : trace.steps) complete_one(step);
}

}  // namespace heddle
