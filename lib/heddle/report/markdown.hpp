// Text of unknown origin as text of a Markdown document (CommonMark, and GitHub's tables), and never as its
// syntax. Thread safety: any thread at any time.
#pragma once

#include <string>
#include <string_view>

namespace heddle {

// Made printable, on one line; a backslash stands before whatever may mean something in a paragraph, in a
// heading, in a cell of a table, or where a line begins.
std::string markdown_escaped(std::string_view text);

}  // namespace heddle
