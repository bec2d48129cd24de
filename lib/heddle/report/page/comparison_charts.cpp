#include "heddle/report/page/comparison_charts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "heddle/report/page/measured.hpp"

namespace heddle {
namespace {

std::string category_of(const Configuration& c) {
  return c.strategy + "\ncounter " + c.counter + ", logger " + c.logger;
}

// A bar for each way and number of workers.
template <class Value>
Chart by_way(const Measurements& measurements, const Measurements& ways, Value value) {
  Chart chart;
  for (const Measurement* way : ways) chart.categories.push_back(category_of(way->configuration));
  for (const int workers : workers_of(measurements)) {
    Chart::Series series{.name = workers_in_words(workers), .points = {}};
    for (const Measurement* way : ways) {
      Configuration wanted = way->configuration;
      wanted.workers = workers;
      const Measurement* found = find(measurements, wanted);
      series.points.push_back(found == nullptr ? std::nullopt : std::optional(value(*found)));
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

Chart throughput_chart(const Measurements& measurements) {
  Chart chart = by_way(measurements, ways_of(measurements), throughput);
  chart.name = "throughput";
  chart.title = "Throughput";
  chart.summary = "Images a second for each way of sharing the work and each number of workers.";
  chart.unit = "images a second";
  return chart;
}

// The fastest correct way of each strategy, by the most workers that were measured.
Measurements fastest_of_strategies(const Measurements& measurements) {
  Measurements fastest;
  for (const Measurement* way : ways_of(measurements)) {
    const auto same_strategy = [&](const Measurement* m) {
      return m->configuration.strategy == way->configuration.strategy;
    };
    if (std::any_of(fastest.begin(), fastest.end(), same_strategy)) continue;
    Measurements those;
    std::copy_if(measurements.begin(), measurements.end(), std::back_inserter(those), same_strategy);
    if (const Measurement* best = fastest_correct(those)) fastest.push_back(best);
  }
  return fastest;
}

Chart speed_up_chart(const Experiment& experiment, const Measurements& measurements) {
  Chart chart{.name = "speed-up",
              .title = "Threads against processes",
              .summary = "Speed-up over one sequential worker, for the fastest correct way of each strategy.",
              .form = Chart::Form::kLines,
              .category_title = "workers",
              .unit = "times sequential",
              .categories = {},
              .series = {}};
  const std::vector<int> workers = workers_of(measurements);
  Chart::Series linear{.name = "as many times as workers", .points = {}, .is_yardstick = true};
  for (const int n : workers) {
    chart.categories.push_back(std::to_string(n));
    const double times = n;
    linear.points.emplace_back(Chart::Point{times, times, times});
  }
  for (const Measurement* way : fastest_of_strategies(measurements)) {
    if (way->configuration.strategy == "sequential" || experiment.speed_up(*way) <= 0) continue;
    Chart::Series series{.name = way_in_words(way->configuration), .points = {}};
    for (const int n : workers) {
      Configuration wanted = way->configuration;
      wanted.workers = n;
      const Measurement* found = find(measurements, wanted);
      series.points.push_back(std::nullopt);
      if (found == nullptr || found->slowest_seconds() <= 0 || found->fastest_seconds() <= 0) continue;
      const double sequential = experiment.speed_up(*found) * found->median_seconds();
      series.points.back() = Chart::Point{.middle = experiment.speed_up(*found),
                                          .low = sequential / found->slowest_seconds(),
                                          .high = sequential / found->fastest_seconds(),
                                          .loses = !found->correct()};
    }
    chart.series.push_back(std::move(series));
  }
  if (!chart.series.empty()) chart.series.push_back(std::move(linear));
  return chart;
}

bool has_contended_lock(const Measurement* m) {
  return std::any_of(m->runs.begin(), m->runs.end(), [](const Run& run) {
    return std::any_of(run.locks.begin(), run.locks.end(),
                       [](const LockStats& lock) { return lock.contended > 0; });
  });
}

Chart waiting_chart(const Measurements& measurements) {
  Measurements waiting;
  std::copy_if(measurements.begin(), measurements.end(), std::back_inserter(waiting), has_contended_lock);
  // All numbers of workers, also those that never wait: each then has its colour from the chart before.
  Chart chart = by_way(waiting.empty() ? waiting : measurements, ways_of(waiting), waiting_ms);
  chart.name = "waiting";
  chart.title = "Waiting for locks";
  chart.summary = "Milliseconds that the workers of one run together wait for locks.";
  chart.unit = "milliseconds a run, over all workers";
  return chart;
}

// A lock of a run with the most workers, and each percentile of its waits over the repeats.
Chart percentiles_chart(const Measurements& measurements) {
  Chart chart{
      .name = "wait-percentiles",
      .title = "How long a wait is",
      .summary = "Percentiles of the waits for each lock, of the acquisitions that had to wait.",
      .form = Chart::Form::kBars,
      .scale = Chart::Scale::kLogarithmic,
      .category_title = "",
      .unit = "microseconds a wait",
      .categories = {},
      .series = {
          {"half of the waits are shorter", {}}, {"9 of 10 are shorter", {}}, {"99 of 100 are shorter", {}}}};
  const int most = workers_of(measurements).back();
  chart.summary += " With " + workers_in_words(most) + ".";
  using Percentile = std::int64_t LockStats::Percentiles::*;
  constexpr std::array<Percentile, 3> kPercentiles{
      &LockStats::Percentiles::p50_ns, &LockStats::Percentiles::p90_ns, &LockStats::Percentiles::p99_ns};
  for (const Measurement* m : measurements) {
    if (m->configuration.workers != most) continue;
    for (std::size_t lock = 0; lock < m->runs.front().locks.size(); ++lock) {
      const std::string& name = m->runs.front().locks[lock].name;
      std::array<std::vector<double>, kPercentiles.size()> waits;
      for (const Run& run : m->runs)
        for (const LockStats& stats : run.locks)
          if (stats.name == name && stats.waits)
            for (std::size_t i = 0; i < kPercentiles.size(); ++i)
              waits[i].push_back(static_cast<double>((*stats.waits).*kPercentiles[i]) * 1e-3);
      if (waits[0].empty()) continue;
      chart.categories.push_back(name + "\n" + way_in_words(m->configuration));
      for (std::size_t i = 0; i < waits.size(); ++i)
        chart.series[i].points.emplace_back(spread(std::move(waits[i])));
    }
  }
  return chart;
}

}  // namespace

std::vector<Chart> comparison_charts(const Experiment& experiment) {
  if (experiment.measurements.empty()) return {};
  const Measurements measurements = with_main_settings(experiment);
  std::vector<Chart> charts{throughput_chart(measurements), speed_up_chart(experiment, measurements),
                            waiting_chart(measurements), percentiles_chart(measurements)};
  std::erase_if(charts, [](const Chart& chart) { return chart.categories.empty() || chart.series.empty(); });
  return charts;
}

}  // namespace heddle
