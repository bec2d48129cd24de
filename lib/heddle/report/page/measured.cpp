#include "heddle/report/page/measured.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

bool same_settings(const Configuration& a, const Configuration& b) {
  return a.permits == b.permits && a.critical_section_us == b.critical_section_us;
}

template <class Value>
Chart::Point spread_over_runs(const Measurement& measurement, Value value) {
  std::vector<double> values;
  for (const Run& run : measurement.runs) values.push_back(value(run));
  Chart::Point point = spread(std::move(values));
  point.loses = !measurement.correct();
  return point;
}

}  // namespace

Measurements with_main_settings(const Experiment& experiment) {
  Measurements main;
  for (const Measurement& m : experiment.measurements)
    if (same_settings(m.configuration, experiment.measurements.front().configuration)) main.push_back(&m);
  return main;
}

std::string way_in_words(const Configuration& c) {
  return c.strategy + ", counter " + c.counter + ", logger " + c.logger;
}

std::string workers_in_words(int workers) {
  return quantity(static_cast<std::uint64_t>(workers), "worker", "workers");
}

std::string in_words(const Configuration& c) {
  return way_in_words(c) + ", " + workers_in_words(c.workers);
}

std::string figure(double value) {
  if (!(value < 1e15)) return "beyond measure";
  if (value >= 1000) return with_commas(static_cast<std::uint64_t>(std::llround(value)));
  return fmt::format("{:.{}f}", value, value >= 10 ? 1 : 2);
}

std::vector<int> workers_of(const Measurements& measurements) {
  std::vector<int> workers;
  for (const Measurement* m : measurements) workers.push_back(m->configuration.workers);
  std::sort(workers.begin(), workers.end());
  workers.erase(std::unique(workers.begin(), workers.end()), workers.end());
  return workers;
}

Measurements ways_of(const Measurements& measurements) {
  Measurements ways;
  for (const Measurement* m : measurements)
    if (std::none_of(ways.begin(), ways.end(),
                     [&](const Measurement* way) { return same_way(way->configuration, m->configuration); }))
      ways.push_back(m);
  return ways;
}

const Measurement* find(const Measurements& measurements, const Configuration& configuration) {
  const auto found = std::find_if(measurements.begin(), measurements.end(),
                                  [&](const Measurement* m) { return m->configuration == configuration; });
  return found == measurements.end() ? nullptr : *found;
}

const Measurement* fastest_correct(const Measurements& measurements) {
  const Measurement* fastest = nullptr;
  for (const Measurement* m : measurements) {
    // With one worker a racy way loses nothing, and is no correct way all the same.
    const bool is_racy = std::any_of(measurements.begin(), measurements.end(), [&](const Measurement* other) {
      return other->expected_to_lose && same_way(other->configuration, m->configuration);
    });
    if (is_racy || !m->correct()) continue;
    if (fastest == nullptr || m->images_per_second() > fastest->images_per_second()) fastest = m;
  }
  return fastest;
}

Chart::Point spread(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return {.middle = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2,
          .low = values.front(),
          .high = values.back(),
          .loses = false};
}

Chart::Point throughput(const Measurement& measurement) {
  Chart::Point point = spread_over_runs(measurement, [](const Run& run) {
    return run.seconds > 0 ? static_cast<double>(run.images) / run.seconds : 0;
  });
  // Of the median time, as everywhere else, which is not the median of an even number of throughputs.
  point.middle = std::clamp(measurement.images_per_second(), point.low, point.high);
  return point;
}

Chart::Point waiting_ms(const Measurement& measurement) {
  return spread_over_runs(measurement, [](const Run& run) {
    double wait_ns = 0;
    for (const LockStats& lock : run.locks) wait_ns += static_cast<double>(lock.wait_ns);
    return wait_ns * 1e-6;
  });
}

Comparison compared(const Measurement& first, const Measurement& second) {
  const Chart::Point a = throughput(first);
  const Chart::Point b = throughput(second);
  const bool repeated = first.runs.size() > 1 && second.runs.size() > 1;
  return {.ratio = b.middle > 0 ? a.middle / b.middle : 1,
          .told_apart = repeated && (a.low > b.high || b.low > a.high)};
}

}  // namespace heddle
