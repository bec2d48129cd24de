// What a C++ source says, as far as rules about names and directives need it: without comments and literals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heddle {

struct SourceToken {
  enum class Kind {
    kName,       // an identifier or a keyword
    kSign,       // any other character, "::" as one
    kDirective,  // a whole line that begins with '#', with single blanks: "#include <array>"
  };
  Kind kind = Kind::kSign;
  std::string text;
  int line = 0;  // from 1
};

// Never throws for nonsense: what it does not understand are signs. Thread safety: any thread.
std::vector<SourceToken> source_tokens(std::string_view source);

}  // namespace heddle
