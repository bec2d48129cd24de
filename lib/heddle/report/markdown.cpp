#include "heddle/report/markdown.hpp"

#include "heddle/core/printable.hpp"

namespace heddle {

std::string markdown_escaped(std::string_view text) {
  constexpr std::string_view kSyntax = "\\`*_{}[]<>()#+-.!|~&$:@^=\"";
  std::string safe;
  for (const char c : printable(text)) {
    if (kSyntax.find(c) != std::string_view::npos) safe += '\\';
    safe += c;
  }
  return safe;
}

}  // namespace heddle
