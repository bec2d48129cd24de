// Records as JSON, for programs. docs/results.md documents the fields. Every document says heddle_format.
#pragma once

#include <iosfwd>

#include "heddle/core/experiment.hpp"
#include "heddle/core/log_check.hpp"
#include "heddle/core/run.hpp"

namespace heddle {

inline constexpr int kResultsFormat = 1;

// Text that is not UTF-8 (a file name may be any bytes) is written with U+FFFD in place of what is not.
// Errors: those of the stream, which the caller checks.
void write_json(std::ostream& out, const Experiment& experiment);
void write_json(std::ostream& out, const Configuration& configuration, const Run& run);
void write_json(std::ostream& out, const LogCheck& log);

}  // namespace heddle
