// What a record means, in words: never more than was measured.
#pragma once

#include <string>

#include "heddle/core/experiment.hpp"
#include "heddle/core/log_check.hpp"
#include "heddle/core/run.hpp"

namespace heddle {

// "all 2,880 lines intact", or "12 lines torn, 7 missing, 1 doubled".
std::string describe(const LogCheck& log);

// What went wrong in a run, or "correct".
std::string describe(const Run& run);

// The same over all repeats, with the reason where a racy configuration lost nothing.
std::string describe(const Measurement& measurement);

}  // namespace heddle
