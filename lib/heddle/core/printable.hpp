// Text of unknown origin (file names, log lines), made fit for a terminal and for one line.
// Thread safety: any thread at any time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace heddle {

// One line that is safe to print: control characters, those of C1 and of text direction included, and bytes
// that are not UTF-8 become \xNN, so that nothing in the text can move the cursor, change colours or reorder
// what stands beside it.
std::string printable(std::string_view text);

// How many bytes the printable character has that `text`, which is not empty, begins with: one of ASCII, or a
// UTF-8 sequence (RFC 3629: shortest form, no surrogates) of no such control. 0 for everything else.
std::size_t printable_character(std::string_view text);

// "\x1b" for the byte 27.
std::string hex_escape(char c);

}  // namespace heddle
