// What the length of the critical section and the permits of a semaphore do: the measurements that differ in
// these alone.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/experiment.hpp"
#include "heddle/report/page/chart.hpp"

namespace heddle {

// A chart for each setting that was measured at more than one value.
std::vector<Chart> sweep_charts(const Experiment& experiment);

// What they show, in sentences that claim no more than was measured. Plain text.
std::vector<std::string> sweep_words(const Experiment& experiment);

}  // namespace heddle
