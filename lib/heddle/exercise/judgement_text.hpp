// A judgement in words for a terminal: what broke in one sentence, the picture of the shortest interleaving,
// and the next command.
#pragma once

#include <string>

#include "heddle/exercise/exercise.hpp"
#include "heddle/exercise/judgement.hpp"
#include "heddle/report/text_style.hpp"

namespace heddle {

// Ends with a line break. Text of unknown origin is made printable. heddle: the program, as one types it
// here.
std::string judgement_text(const Exercise& exercise, const Judgement& judgement, const TextStyle& style,
                           const std::string& heddle = "heddle");

// What broke, or that nothing did, in one line.
std::string judgement_line(const Judgement& judgement);

}  // namespace heddle
