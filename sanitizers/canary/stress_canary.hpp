// The canary of the stress detector: a program that loses updates, which it must show on this machine before
// its silence about another program means anything. Threads that do not run at once, rounds that do not start
// together or outcomes that are not counted would keep it silent about everything.
#pragma once

#include <string>

#include "heddle/core/detector.hpp"
#include "sanitizers/stress/stress.hpp"

namespace heddle {

// Empty where the detector is armed, else why it cannot be believed.
// Thread safety: as the detector's look.
std::string stress_canary(const Detector& detector = stress_detector());

}  // namespace heddle
