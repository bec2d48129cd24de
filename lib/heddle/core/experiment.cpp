#include "heddle/core/experiment.hpp"

#include <algorithm>

namespace heddle {
namespace {

std::vector<double> sorted_seconds(const std::vector<Run>& runs) {
  std::vector<double> seconds;
  for (const Run& run : runs) seconds.push_back(run.seconds);
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

}  // namespace

double Measurement::median_seconds() const {
  const auto seconds = sorted_seconds(runs);
  const std::size_t middle = seconds.size() / 2;
  return seconds.size() % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
}

double Measurement::fastest_seconds() const {
  return sorted_seconds(runs).front();
}

double Measurement::slowest_seconds() const {
  return sorted_seconds(runs).back();
}

double Measurement::images_per_second() const {
  const double seconds = median_seconds();
  return seconds > 0 ? static_cast<double>(runs.front().images) / seconds : 0;
}

bool Measurement::correct() const {
  return std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.correct(); });
}

double Experiment::speed_up(const Measurement& measurement) const {
  const auto sequential = std::find_if(measurements.begin(), measurements.end(), [&](const Measurement& m) {
    return m.configuration.strategy == "sequential" &&
           m.configuration.critical_section_us == measurement.configuration.critical_section_us;
  });
  if (sequential == measurements.end() || measurement.median_seconds() <= 0) return 0;
  return sequential->median_seconds() / measurement.median_seconds();
}

}  // namespace heddle
