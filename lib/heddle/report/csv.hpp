// Records as CSV (RFC 4180, with a header line), for spreadsheets: one line for each run. docs/results.md
// documents the columns.
#pragma once

#include <iosfwd>

#include "heddle/core/experiment.hpp"

namespace heddle {

// Errors: those of the stream, which the caller checks.
void write_csv(std::ostream& out, const Experiment& experiment);

}  // namespace heddle
