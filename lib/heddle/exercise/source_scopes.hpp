// What a source declares outside of classes and functions, as far as rules need it: the namespaces that it
// opens, and what lives there from one run to the next.
#pragma once

#include <string>
#include <vector>

#include "heddle/exercise/source_tokens.hpp"

namespace heddle {

struct ScopeFinding {
  int line = 0;
  std::string what;  // a sentence without its line
};

// A finding for each namespace other than heddle::exercise (or within it, or without a name), for each
// variable in a namespace that is not constexpr (it keeps state, and its initialiser runs when the program is
// loaded), each explicit specialisation there, and each operator new or delete. Thread safety: any thread.
std::vector<ScopeFinding> scope_findings(const std::vector<SourceToken>& tokens);

}  // namespace heddle
