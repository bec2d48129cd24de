// A place in the source: where an operation on a shared object was written down. Every operation of a
// synchronisation set takes one as its last argument, defaulted to the caller's own line, so that a
// finding names the component's line and not the wrapper's.
//
// The builtins stand in for std::source_location, whose header clang 14 lacks.
#pragma once

namespace heddle {

// Thread safety: immutable. The strings live as long as the program.
struct Site {
  const char* file = "";
  const char* function = "";
  int line = 0;

  static constexpr Site here(const char* file = __builtin_FILE(), const char* function = __builtin_FUNCTION(),
                             int line = __builtin_LINE()) {
    return {file, function, line};
  }
};

}  // namespace heddle
