// Two logs side by side as a section of the report.
#pragma once

#include <string>
#include <string_view>

#include "heddle/core/log_comparison.hpp"

namespace heddle {

// <section id="logs">, with a heading of the second level, the counts of both logs, and a table of the places
// where the first one was damaged. origin: where the logs are from, a sentence, or nothing. Its style is
// log_comparison.css, over that of the report's page. Text of unknown origin is made printable and never
// becomes markup. Thread safety: any thread at any time.
std::string logs_section_html(const LogComparison& comparison, std::string_view origin = "");

}  // namespace heddle
