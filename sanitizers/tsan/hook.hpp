// The memory that the hook copies reports into, shared by all captures of the program (capture.hpp) and by
// the children that it forks: what a child was told before it hung or died is still there for its parent.
#pragma once

#include <cstddef>

#include "sanitizers/tsan/raw_report.hpp"

namespace heddle::tsan {

inline constexpr std::size_t kReportsKept = 64;

// Thread safety: one thread at a time; the hook goes on meanwhile, in whichever thread races.

// From the first one on, reports are kept instead of printed, until the last one has ended.
// Errors: std::system_error where the system has no memory left.
void begin_keeping();
void end_keeping();

// 0 before the first capture, as dropped_reports().
std::size_t kept_reports();
const RawReport& kept_report(std::size_t index);  // below kept_reports()
// Forgets the report at `count` and all after it.
void forget_from(std::size_t count);
// Says that only so many were dropped.
void forget_dropped_from(std::size_t count);

// How many reports found no room.
std::size_t dropped_reports();

}  // namespace heddle::tsan
