// Two logs side by side on a terminal.
#pragma once

#include <string>

#include "heddle/core/log_comparison.hpp"
#include "heddle/report/text_style.hpp"

namespace heddle {

// The counts of both, then the places where the left one was damaged: what its lines tell of beside the same
// lines of the right one; a torn line in full, with a bar at each seam, and in words what became of it.
// Thread safety: any thread at any time.
std::string log_comparison_text(const LogComparison& comparison, const TextStyle& style);

}  // namespace heddle
