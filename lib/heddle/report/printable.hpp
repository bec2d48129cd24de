// Text of unknown origin (file names, log lines), made fit for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace heddle {

// One line that is safe to print: control characters, C1 ones included, and bytes that are not UTF-8 become \xNN,
// so that nothing in the text can move the cursor or change colours.
std::string printable(std::string_view text);

}  // namespace heddle
