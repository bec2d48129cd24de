// A chart as an SVG file, for slides and documents.
#pragma once

#include <iosfwd>

#include "heddle/report/page/chart.hpp"

namespace heddle {

// 960 units wide, dark on white, as SVG 1.1 without script, style sheet or reference to anything outside
// itself. Text of unknown origin never becomes markup. Errors: those of the stream, which the caller checks.
void write_svg(std::ostream& out, const Chart& chart);

}  // namespace heddle
