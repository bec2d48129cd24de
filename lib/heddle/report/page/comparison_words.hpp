// What a comparison says, in sentences that are computed from it and claim no more than was measured.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/experiment.hpp"

namespace heddle {

// Where, on what and how it was measured.
std::string measured_on(const Experiment& experiment);

// What was lost and what should not have been; the fastest correct way; what the mutex costs; threads against
// processes; what the workers waited for. Two ways are called different only where their ranges over the
// repeats do not overlap. Plain text, of unknown origin in parts.
std::vector<std::string> comparison_words(const Experiment& experiment);

}  // namespace heddle
