// Records as text for a terminal.
#pragma once

#include <string>

#include "heddle/core/experiment.hpp"
#include "heddle/core/log_check.hpp"
#include "heddle/core/run.hpp"

namespace heddle {

// The comparison as one table, about 130 columns wide, with a caption that says how it was measured.
std::string console_table(const Experiment& experiment);

// One run in a few lines.
std::string console_summary(const Configuration& configuration, const Run& run);

// What the check of a log found, and the first damaged lines.
std::string console_log_check(const LogCheck& log);

}  // namespace heddle
