// The program that looks at one submitted exercise with one detector: a case program
// (harness/case_program.hpp) whose case is a module, loaded when it starts.
#pragma once

#include <functional>
#include <string>

#include "heddle/core/detector.hpp"

namespace heddle {

// What main() returns: PROGRAM MODULE SOURCE ROOT [OPTION...], with the options of a case program. SOURCE:
// the submitted file; ROOT: what paths are told relative to.
//
// Its answer stands between two lines, "NONCE begins" and "NONCE ends". NONCE is the first line of its
// standard input, which it reads before the module is loaded: what the module prints or how it ends the
// process is no answer, and who sees no first line knows that the module never ran. What the module prints
// goes to standard error. It dies with the process that started it.
//
// Exit codes: those of a case program; 3 where the module cannot be loaded. Thread safety: as case_program().
int exercise_program(int argc, char** argv, const Detector& detector,
                     const std::function<std::string()>& canary);

}  // namespace heddle
