// What the report's page carries in itself beside the styles of its sections.
#pragma once

#include "heddle/report/asset.hpp"

namespace heddle {

extern const Asset kChartScript;   // Chart.js, with its licence in its first lines
extern const Asset kReportScript;  // report.js
extern const Asset kReportStyle;   // report.css

}  // namespace heddle
