// The section of the report's page about the time that the tests took.
#pragma once

#include <string>

#include "heddle/report/timing.hpp"

namespace heddle {

// <section id="timing">...</section>, empty where nothing was timed: the sum for each detector, and every
// test with its executions, executions a second, time to the first finding, and the last run's time beside
// this one's. Its style is kFiguresStyle. Text of unknown origin is made printable and never becomes
// markup. Thread safety: any thread at any time.
std::string timing_section_html(const Timings& timings);

}  // namespace heddle
