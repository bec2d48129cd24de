// Runs a compiler over a source text and keeps what it says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heddle {

struct CompilerOutput {
  int exit_status = 0;  // 128 and more: it was ended by the signal exit_status - 128
  std::string text;     // standard output and standard error
};

// command: the program, looked for in PATH where it has no slash, and its arguments; source is its standard
// input. Waits until it is done. Errors: std::system_error where it cannot be started.
// Thread safety: any thread at any time.
CompilerOutput run_compiler(const std::vector<std::string>& command, std::string_view source);

}  // namespace heddle
