#include "heddle/report/columns.hpp"

#include <algorithm>
#include <utility>

#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

constexpr std::string_view kCut = "...";
constexpr std::string_view kGap = "  ";
constexpr std::size_t kRoomToWrap = 12;  // characters: in less, a text is all line ends

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::string without_blanks_at_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// A paragraph that goes on in a line that has begun.
std::string without_indent(std::string paragraph) {
  paragraph.erase(0, std::min(paragraph.find_first_not_of(' '), paragraph.size()));
  if (!paragraph.empty()) paragraph.pop_back();
  return paragraph;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string fitted(std::string_view text, std::size_t width) {
  std::string safe = printable(text);
  if (width_of(safe) <= width) return safe;
  const std::size_t kept = width - std::min(width, kCut.size());
  std::size_t at = 0;
  for (std::size_t characters = 0; at < safe.size(); ++at)
    if (begins_character(safe[at]) && characters++ == kept) break;
  return safe.substr(0, at) + std::string(kCut.substr(0, width));
}

std::string paragraph(std::string_view text, std::size_t indent, std::size_t columns) {
  const std::string safe = printable(text);
  std::string out;
  std::string line;
  const auto end_line = [&] { out += std::string(indent, ' ') + std::exchange(line, "") + '\n'; };
  for (std::string_view rest = safe; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    if (!line.empty() && indent + width_of(line) + 1 + width_of(word) > columns) end_line();
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) end_line();
  return out;
}

void Table::add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = fitted(cells[i], columns_[i].most);
  rows_.push_back({.cells = std::move(cells), .line = ""});
}

std::string Table::text(std::size_t columns) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const Row& row : rows_)
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row.cells[i]));

  std::string text;
  for (const Row& row : rows_) {
    std::string line = row.line;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (widths[i] == 0) continue;
      if (!line.empty()) line += kGap;
      if (columns_[i].wraps && width_of(line) + kRoomToWrap <= columns) {
        line += without_indent(paragraph(row.cells[i], width_of(line), columns));
        continue;
      }
      const std::string blanks(widths[i] - width_of(row.cells[i]), ' ');
      line += columns_[i].right ? blanks + row.cells[i] : row.cells[i] + blanks;
    }
    line = without_blanks_at_end(std::move(line));
    const bool has_wrapped = line.find('\n') != std::string::npos;
    text += (row.cells.empty() || has_wrapped ? line : fitted(line, columns)) + '\n';
  }
  return text;
}

}  // namespace heddle
