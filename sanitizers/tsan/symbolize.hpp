// Functions, files and lines for what the hook copied. Asks the symbolizer of ThreadSanitizer's runtime,
// which for clang is another program; so never inside the hook.
#pragma once

#include "sanitizers/tsan/raw_report.hpp"
#include "sanitizers/tsan/report.hpp"

namespace heddle::tsan {

// Thread safety: any thread that is not inside the hook. The program has the runtime.
Report symbolized(const RawReport& raw);

}  // namespace heddle::tsan
