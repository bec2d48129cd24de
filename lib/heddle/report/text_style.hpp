// How text may look where it goes to: how wide, in which signs, in colour or not. The environment is asked in
// this one place.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace heddle {

inline constexpr std::size_t kTextColumns = 80;

// The default suits every place there is.
struct TextStyle {
  std::size_t columns = kTextColumns;
  bool unicode = false;  // lines and arrows as UTF-8; without, everything is ASCII
  bool colour = false;   // SGR sequences (ECMA-48)
};

// What a style follows from.
struct TextSurroundings {
  bool is_terminal = false;
  std::size_t terminal_columns = 0;  // 0: unknown
  std::function<std::string(const char* name)> variable =
      {};  // of the environment; "" for one that is not set
};

// Unicode where the locale's encoding is UTF-8 (LC_ALL before LC_CTYPE before LANG, as POSIX has it). Colour
// on a terminal, unless NO_COLOR has a value (https://no-color.org) or TERM is "dumb" or has none. As wide as
// COLUMNS says, or the terminal; never narrower than 40 nor wider than 500.
TextStyle text_style_in(const TextSurroundings& surroundings);

// The text, with what is not ASCII as \xNN where the style has nothing else; and printable besides, on one
// line.
std::string in_signs_of(const TextStyle& style, std::string_view text);
std::string printable_in(const TextStyle& style, std::string_view text);

// Of what is written to this stream. Thread safety: no thread may change the environment meanwhile.
TextStyle text_style_of(std::FILE* stream);

}  // namespace heddle
