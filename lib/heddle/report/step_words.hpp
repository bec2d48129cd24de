// What the text picture says of a step, and how that is broken into lines. For the text picture alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/report/picture.hpp"
#include "heddle/report/text_style.hpp"

namespace heddle {

struct StepWords {
  // What happens, in parts that are kept whole where they can be.
  struct Part {
    std::string_view separator;  // from the part before, on the same line
    std::string text;
  };
  std::vector<Part> parts;
  std::vector<std::string> more;  // a line each, cut where it is too long: file, source, locks

  // Of the longest line, where nothing is broken.
  std::size_t width() const;
};

StepWords words_of(const Picture::Row& row, const Picture& picture, const TextStyle& style);

// All parts on one line where it is wide enough. Otherwise it is broken between parts, and within those that
// are too long by themselves; what follows the first line is indented. `width` is at least 8.
std::vector<std::string> lines_of(const std::vector<StepWords::Part>& parts, std::size_t width);

}  // namespace heddle
