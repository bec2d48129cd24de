// A verdict as text for a terminal: what was found, on which lines, by which steps, what came out how often,
// and what it is all relative to.
#pragma once

#include <string>

#include "heddle/core/verdict.hpp"
#include "heddle/report/text_style.hpp"

namespace heddle {

// Lines as wide as the style says, but for paths, commands and words that are longer by themselves. Steps in
// the middle of a long execution are left out and counted; write_json has them all. Text of unknown origin is
// made printable.
std::string verdict_text(const Verdict& verdict, const TextStyle& style = {});

// Its first lines: what was found or proved of which variant, and the summary.
std::string verdict_opening(const Verdict& verdict, const TextStyle& style = {});

// "found", "proved", "not found", "could not run", with the finding: what a table says in a word or two.
std::string in_short(const Verdict& verdict);

// How much was looked at: "2,000 rounds in 250 ms (125,000 ns each)"; empty where nothing was.
std::string effort_of(const Verdict& verdict);

}  // namespace heddle
