// The charts of a comparison: throughput, speed-up, and what waiting for locks costs.
#pragma once

#include <vector>

#include "heddle/core/experiment.hpp"
#include "heddle/report/page/chart.hpp"

namespace heddle {

// Of the measurements with the main settings. A chart for which nothing was measured is left out.
std::vector<Chart> comparison_charts(const Experiment& experiment);

}  // namespace heddle
