// What clang says, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// "FILE:LINE:COLUMN: warning: MESSAGE [-WGROUP]", or "error" with or without a group.
struct Diagnostic {
  std::string file;
  int line = 0;
  bool is_error = false;
  std::string message;
  std::string group;  // "thread-safety-analysis"; empty for a plain error
};

// The warnings and errors in what clang says; notes and source lines are left out.
// Thread safety: pure.
std::vector<Diagnostic> diagnostics_in(std::string_view text);

}  // namespace heddle
