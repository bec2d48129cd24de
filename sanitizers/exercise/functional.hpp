// The detector that asks whether a submission does what it should at all: the GoogleTest tests of the module
// that was loaded, in one child process.
#pragma once

#include "heddle/core/detector.hpp"

namespace heddle {

// Its look() runs all tests, whichever scenario it is asked about.
//
// Found: the first expectation that failed (kWrongOutcome), with its place; tests that hang (kHang) or crash
// (kCrash). Else not found, in as many tests as `executions` says. Could not run: there are no tests.
// Thread safety: as run_in_child().
Detector functional_detector();

}  // namespace heddle
