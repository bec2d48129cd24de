// A failing execution in one word that is short enough to paste: what has to be chosen to get there again,
// and marks of the steps that lead there, so that code that has changed since is told.
//
// The word, in characters of six bits, base64url of RFC 4648, section 5:
//
//   1     the version
//   F     a number: the mode, the threads, whether the bound of steps is another one than usual
//   (N)   a number: that bound
//   VVV   a mark of case.variant
//   S     a number: steps
//   C     a number: choices; of each two numbers: turns since the one before, and 8 * question + answer
//   MM    the marks (marks.hpp) but the last, each two characters, or one if there are more than 24 steps
//   WWW   the mark of all steps
//   KKKK  CRC-24 (RFC 4880, section 6.1) of all characters before it
//
// A number has five bits in each character, the low ones first; the sixth says that more follow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "heddle/core/variant.hpp"
#include "sanitizers/relacy/choices.hpp"
#include "sanitizers/relacy/marks.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

struct Token {
  // No execution with more steps has a token, nor is one followed beyond them: recorded, they take memory.
  static constexpr std::uint64_t kMostSteps = 100'000;

  Mode mode = Mode::kCheck;
  int threads = 1;                           // of the variant
  std::uint64_t max_steps = kUsualMaxSteps;  // from 1 to kMostSteps
  std::uint32_t variant = 0;                 // mark_of_name() of its full name
  Choices choices = {};
  Marks marks = {};

  bool operator==(const Token&) const = default;
};

// Each token has one text. Its fields are within their ranges.
std::string text_of(const Token& token);

// Errors: std::invalid_argument in one line, for what no heddle or only a newer one has written, and for what
// was cut or mistyped on the way: up to three characters in a row for certain, anything else but once in 16
// million.
Token token_from(std::string_view text);

// The token of the failure that `result` ends with, which was recorded; empty where it has too many steps.
std::string token_of(const SearchSettings& settings, const SearchResult& result);

}  // namespace heddle::model
