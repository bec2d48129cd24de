// The comparison of two logs in sentences, the same on a terminal and on the page. They hold bytes of unknown
// origin: whoever shows them makes them printable. Thread safety: any thread at any time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/log_comparison.hpp"

namespace heddle {

// "torn", "missing"; empty for a line that is the same in both.
std::string_view word_for(LogComparison::Row::Kind kind);

// What can be told of the line itself; empty for one that is the same, or in the middle of a run.
std::string explanation_of(const LogComparison::Row& row);

// The text of a torn line, cut where another piece begins. It refers to the row's text.
std::vector<std::string_view> pieces_of(const LogComparison::Row& row);

// How lines of this kind come about where several workers share one of heddle's buffers without a lock.
std::string_view usual_cause_of(LogComparison::Row::Kind kind);

// "5,760 lines: 5,700 intact, 20 torn, 40 missing, 0 doubled"
std::string counts_of(const LogComparison::Log& log);

// What came of the comparison, in one sentence or two.
std::string conclusion_of(const LogComparison& comparison);

}  // namespace heddle
