// The files that the page carries in itself, so that it opens without a network.
#pragma once

#include <string_view>

namespace heddle {

struct Asset {
  std::string_view text;
  std::string_view source;  // what a content security policy calls it: "sha256-..."
};

extern const Asset kChartScript;   // Chart.js, with its licence in its first lines
extern const Asset kReportScript;  // report.js
extern const Asset kReportStyle;   // report.css
extern const Asset kLogStyle;      // log_comparison.css

}  // namespace heddle
