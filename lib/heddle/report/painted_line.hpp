// One line of text that is drawn on, character by character and in any order, and then printed with its
// colours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// Parameters of an SGR sequence (ECMA-48, 8.3.117); empty: as it is. Colours are among the first eight, which
// every terminal has, and which its user has chosen. It refers to text that outlives the line.
using Ink = std::string_view;

class PaintedLine {
 public:
  // Puts the text over what is at this column, counted from 0. It is printable, and each of its characters
  // takes one column.
  void put(std::size_t column, std::string_view text, Ink ink = {});

  // Where what was put ends.
  std::size_t width() const { return cells_.size(); }

  // Without blanks at the end, with a newline.
  std::string text(bool colour) const;

 private:
  struct Cell {
    std::string character = " ";
    Ink ink = {};
  };

  std::vector<Cell> cells_;
};

}  // namespace heddle
