// The command that shows an execution again, as it is pasted into a shell.
#pragma once

#include <string>

#include "heddle/core/verdict.hpp"

namespace heddle {

// "heddle explore CASE.VARIANT --replay TOKEN", with quotes where a shell would read a word as anything else;
// empty where the trace has no token.
std::string replay_command(const Verdict& verdict, const Trace& trace);

}  // namespace heddle
