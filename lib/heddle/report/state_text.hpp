// Where an execution is after some of its steps: what each thread has done and will do, which locks it holds,
// and the state of every object.
#pragma once

#include <cstddef>
#include <string>

#include "heddle/core/verdict.hpp"

namespace heddle {

inline constexpr std::size_t kStateColumns = 100;

// taken: how many steps, from 0 (before the first) to all of them. Lines of kStateColumns at most. An
// object's state is that after the last step that touched it, or before the first that will; objects whose
// state no step tells are left out. Text of unknown origin is made printable.
std::string state_text(const Trace& trace, std::size_t taken);

}  // namespace heddle
