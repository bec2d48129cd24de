#include "heddle/report/painted_line.hpp"

#include <algorithm>

#include "heddle/core/printable.hpp"

namespace heddle {

void PaintedLine::put(std::size_t column, std::string_view text, Ink ink) {
  while (!text.empty()) {
    const std::size_t size = std::max<std::size_t>(1, printable_character(text));
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column++] = {.character = std::string(text.substr(0, size)), .ink = ink};
    text.remove_prefix(size);
  }
}

std::string PaintedLine::text(bool colour) const {
  std::size_t end = cells_.size();
  while (end > 0 && cells_[end - 1].character == " ") --end;
  std::string text;
  Ink ink;
  const auto change_to = [&](Ink next) {
    if (!colour || next == ink) return;
    if (!ink.empty()) text += "\x1b[0m";
    if (!next.empty()) text += "\x1b[" + std::string(next) + "m";
    ink = next;
  };
  for (std::size_t i = 0; i < end; ++i) {
    if (cells_[i].character != " ") change_to(cells_[i].ink);
    text += cells_[i].character;
  }
  change_to({});
  return text + '\n';
}

}  // namespace heddle
