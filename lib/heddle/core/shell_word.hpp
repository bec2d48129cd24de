// A word that a person pastes into a shell.
#pragma once

#include <string>

namespace heddle {

// One word to a POSIX shell, in quotes where it would read it as anything else. Thread safety: pure.
std::string shell_word(const std::string& word);

}  // namespace heddle
