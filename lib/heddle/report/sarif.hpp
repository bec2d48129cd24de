// Findings as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS 2020), which code scanning and
// editors read.
#pragma once

#include <iosfwd>
#include <string_view>

#include "heddle/report/catalogue.hpp"

namespace heddle {

// One run with a result for each finding of ThreadSanitizer, the explorer and the others. An execution is a
// code flow with a thread flow for each thread, whose steps are numbered over all threads; ThreadSanitizer's
// report is one without numbers, since nothing orders its accesses. Of more than 1,000 steps the first 200
// and the last 800 are told. What a variant declares is a note, everything else an error, and a look that
// came to nothing a notification of the run. Paths are relative to SRCROOT, the root of the sources. Text of
// unknown origin is made printable, and is no link and no placeholder. `version`: of heddle, "1.2.3". Errors:
// those of the stream, which the caller checks.
void write_sarif(std::ostream& out, const Catalogue& catalogue, std::string_view version);

}  // namespace heddle
