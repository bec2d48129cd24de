#include "heddle/report/text_style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <system_error>

#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

constexpr std::size_t kLeastColumns = 40;
constexpr std::size_t kMostColumns = 500;

bool is_utf8(std::string locale) {
  locale.erase(std::remove(locale.begin(), locale.end(), '-'), locale.end());
  std::transform(locale.begin(), locale.end(), locale.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return locale.find(".utf8") != std::string::npos;
}

std::size_t number_in(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

}  // namespace

TextStyle text_style_in(const TextSurroundings& surroundings) {
  const auto& variable = surroundings.variable;
  TextStyle style;
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const std::string locale = variable(name); !locale.empty()) {
      style.unicode = is_utf8(locale);
      break;
    }
  const std::string term = variable("TERM");
  style.colour = surroundings.is_terminal && variable("NO_COLOR").empty() && !term.empty() && term != "dumb";
  std::size_t columns = number_in(variable("COLUMNS"));
  if (columns == 0) columns = surroundings.terminal_columns;
  if (columns != 0) style.columns = std::clamp(columns, kLeastColumns, kMostColumns);
  return style;
}

std::string in_signs_of(const TextStyle& style, std::string_view text) {
  if (style.unicode) return std::string(text);
  std::string ascii;
  for (const char c : text) ascii += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : hex_escape(c);
  return ascii;
}

std::string printable_in(const TextStyle& style, std::string_view text) {
  return in_signs_of(style, printable(text));
}

TextStyle text_style_of(std::FILE* stream) {
  const int file = ::fileno(stream);
  TextSurroundings surroundings;
  surroundings.is_terminal = ::isatty(file) == 1;
  winsize size{};
  if (surroundings.is_terminal && ::ioctl(file, TIOCGWINSZ, &size) == 0)
    surroundings.terminal_columns = size.ws_col;
  surroundings.variable = [](const char* name) -> std::string {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
  };
  return text_style_in(surroundings);
}

}  // namespace heddle
