// Two logs side by side as a section of the report.
#pragma once

#include <string>

#include "heddle/core/log_comparison.hpp"

namespace heddle {

// <section id="logs">, with a heading of the second level, the counts of both logs, and a table of the places
// where the first one was damaged. Its style is log_comparison.css, over that of the report's page.
// Text of unknown origin is made printable and never becomes markup. Thread safety: any thread at any time.
std::string logs_section_html(const LogComparison& comparison);

}  // namespace heddle
