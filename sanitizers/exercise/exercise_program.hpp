// The program that looks at one submitted exercise with one detector: a case program
// (harness/case_program.hpp) whose case is a module, loaded when it starts.
#pragma once

#include <functional>
#include <string>

#include "heddle/core/detector.hpp"

namespace heddle {

// What main() returns: PROGRAM MODULE SOURCE ROOT [OPTION...], with the options of a case program. SOURCE:
// the submitted file; ROOT: what paths are told relative to. Exit codes: those of a case program; 3 where the
// module cannot be loaded. Thread safety: as case_program().
int exercise_program(int argc, char** argv, const Detector& detector,
                     const std::function<std::string()>& canary);

}  // namespace heddle
