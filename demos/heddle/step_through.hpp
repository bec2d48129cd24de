// Goes through a recorded execution and shows the state after each step.
#pragma once

#include <cstdio>

#include "heddle/core/verdict.hpp"

namespace heddle {

// Where standard input and `out` are a terminal, one step at a time, forwards and backwards as the user asks;
// else all of them.
void step_through(const Trace& trace, std::FILE* out);

}  // namespace heddle
