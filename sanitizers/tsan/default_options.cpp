#include "sanitizers/tsan/default_options.hpp"

#include <unistd.h>

// Which symbolizer there was when this was compiled; empty: the runtime looks for one itself.
#if !defined(HEDDLE_SYMBOLIZER)
#define HEDDLE_SYMBOLIZER ""
#endif

// suppress_equal_*: a second race on the same lines is reported again. suppress_equal_addresses is the old
//   runtimes' (clang 14, gcc 12); newer ones know no such thing and ignore it.
// second_deadlock_stack: a lock order inversion shows where both locks were taken.
// history_size: 4 keeps the stack of the earlier access longer than the default does.
#define HEDDLE_TSAN_OPTIONS \
  "suppress_equal_stacks=0:suppress_equal_addresses=0:second_deadlock_stack=1:history_size=4:exitcode=66"

namespace heddle::tsan {

const char* default_options() {
  // clang's runtime runs a symbolizer and knows one path for it, which need not exist. gcc's needs none.
  if (sizeof HEDDLE_SYMBOLIZER > 1 && ::access(HEDDLE_SYMBOLIZER, X_OK) == 0)
    return HEDDLE_TSAN_OPTIONS ":external_symbolizer_path=" HEDDLE_SYMBOLIZER;
  return HEDDLE_TSAN_OPTIONS;
}

}  // namespace heddle::tsan
