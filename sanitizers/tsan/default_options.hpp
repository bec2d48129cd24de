// The options of ThreadSanitizer that every program of heddle starts with, so that a plain `ctest -L tsan`
// needs no environment. TSAN_OPTIONS in the environment adds to them and wins.
#pragma once

namespace heddle::tsan {

// Called by the runtime before the program's own code, when little of the C library may be used yet.
const char* default_options();

}  // namespace heddle::tsan
