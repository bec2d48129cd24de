// The commands that show an execution, or a whole look, again, as they are pasted into a shell.
#pragma once

#include <string>

#include "heddle/core/verdict.hpp"

namespace heddle {

// "heddle explore CASE.VARIANT --replay TOKEN", with quotes where a shell would read a word as anything else;
// empty where the trace has no token.
std::string replay_command(const Verdict& verdict, const Trace& trace);

// "heddle explore CASE.VARIANT" for the explorer, "heddle cases CASE.VARIANT --detectors NAME" for the
// others.
std::string look_command(const Verdict& verdict);

}  // namespace heddle
