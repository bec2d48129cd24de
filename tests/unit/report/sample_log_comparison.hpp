// Comparisons of logs for the tests of their writers: every kind of row, and bytes that mean harm.
#pragma once

#include "heddle/core/log_comparison.hpp"

namespace heddle::test {

// A log with a fault of each kind beside a clean one.
LogComparison damaged_log_comparison();

// Two logs that are whole and the same.
LogComparison clean_log_comparison();

// Names and lines that would be markup, control a terminal, or turn text around.
LogComparison hostile_log_comparison();

}  // namespace heddle::test
