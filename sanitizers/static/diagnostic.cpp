#include "sanitizers/static/diagnostic.hpp"

#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

namespace heddle {
namespace {

// Takes what follows the last colon off `text`, if it is a number.
std::optional<int> take_number(std::string_view& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  text = text.substr(0, colon);
  return number;
}

std::optional<Diagnostic> diagnostic_in(std::string_view text) {
  for (const std::string_view kind : {": warning: ", ": error: ", ": fatal error: "}) {
    const std::size_t at = text.find(kind);
    if (at == std::string_view::npos) continue;
    Diagnostic found;
    found.is_error = kind != ": warning: ";
    std::string_view place = text.substr(0, at);
    if (take_number(place))  // the column
      if (const auto line = take_number(place)) {
        found.line = *line;
        found.file = place;
      }

    std::string_view message = text.substr(at + kind.size());
    const std::size_t group = message.rfind(" [-W");
    if (group != std::string_view::npos && message.ends_with(']')) {
      found.group = message.substr(group + 4, message.size() - group - 5);
      message = message.substr(0, group);
    }
    found.message = message;
    return found;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Diagnostic> diagnostics_in(std::string_view text) {
  std::vector<Diagnostic> found;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (auto diagnostic = diagnostic_in(text.substr(0, end))) found.push_back(std::move(*diagnostic));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return found;
}

}  // namespace heddle
