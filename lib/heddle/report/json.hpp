// Records as JSON, for programs, and a comparison back. docs/results.md documents the fields. Every document
// says heddle_format.
#pragma once

#include <iosfwd>
#include <string_view>

#include "heddle/core/experiment.hpp"
#include "heddle/core/log_check.hpp"
#include "heddle/core/log_comparison.hpp"
#include "heddle/core/run.hpp"

namespace heddle {

inline constexpr int kResultsFormat = 1;

// Text that is not UTF-8 (a file name may be any bytes) is written with U+FFFD in place of what is not.
// Errors: those of the stream, which the caller checks.
void write_json(std::ostream& out, const Experiment& experiment);
void write_json(std::ostream& out, const Configuration& configuration, const Run& run);
void write_json(std::ostream& out, const LogCheck& log);
void write_json(std::ostream& out, const LogComparison& comparison);

// A comparison as it was written; verdicts and medians are not read but told anew from the runs.
// Errors: std::runtime_error in one line for what is no such document, or a newer one.
Experiment read_experiment(std::string_view json);

}  // namespace heddle
