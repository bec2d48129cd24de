// Text of unknown origin (file names, log lines) as text of an HTML page, and never as its markup.
// Thread safety: any thread at any time.
#pragma once

#include <string>
#include <string_view>

namespace heddle {

// Made printable; what could be a tag, a character reference or the end of an attribute's value is escaped.
std::string html_escaped(std::string_view text);

// The same in an element of its own: its letters may be read from right to left, and what stands beside them
// stays where it is.
std::string html_isolated(std::string_view text);

}  // namespace heddle
