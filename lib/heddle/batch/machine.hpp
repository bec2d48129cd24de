// What the measurements were taken on.
#pragma once

#include "heddle/core/experiment.hpp"

namespace heddle {

// Errors: none; what cannot be found out is "unknown".
Machine this_machine();

}  // namespace heddle
