#include "heddle/report/html.hpp"

#include "heddle/core/printable.hpp"

namespace heddle {

std::string html_escaped(std::string_view text) {
  std::string safe;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string html_isolated(std::string_view text) {
  return "<bdi>" + html_escaped(text) + "</bdi>";
}

}  // namespace heddle
