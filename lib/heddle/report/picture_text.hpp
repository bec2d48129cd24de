// The picture of an execution as text for a terminal.
#pragma once

#include <string>

#include "heddle/core/verdict.hpp"
#include "heddle/report/picture.hpp"
#include "heddle/report/text_style.hpp"

namespace heddle {

// What went wrong, a row for each step, what came of it, and how to see it again. Each thread has a column
// for its steps where the terminal is wide enough for that many, and a line to their left where it is not. No
// line is wider than the style says but those with a path or a command, which are never broken.
std::string picture_text(const Picture& picture, const TextStyle& style);

// The pictures of a verdict under its first lines.
std::string pictures_text(const Verdict& verdict, const TextStyle& style);

}  // namespace heddle
