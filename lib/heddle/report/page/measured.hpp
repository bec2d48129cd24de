// What measurements say when they are set beside each other: which were taken with the same settings, and
// which differ by more than their repeats do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "heddle/core/experiment.hpp"
#include "heddle/report/page/chart.hpp"

namespace heddle {

using Measurements = std::vector<const Measurement*>;

// Those with the settings (permits, critical section) of the first one; the others belong to a sweep.
Measurements with_main_settings(const Experiment& experiment);

// "threads, counter mutex, logger mutex".
std::string way_in_words(const Configuration& configuration);

// "1 worker", "4 workers".
std::string workers_in_words(int workers);

// "threads, counter mutex, logger mutex, 4 workers".
std::string in_words(const Configuration& configuration);

// "97.5"; of 1,000 and more without decimals.
std::string figure(double value);

// The values that occur, in ascending order.
std::vector<int> workers_of(const Measurements& measurements);

// One for each way, the first of its measurements.
Measurements ways_of(const Measurements& measurements);

// The one of this way with so many workers and these settings, or nullptr.
const Measurement* find(const Measurements& measurements, const Configuration& configuration);

// By throughput, among the correct ones of ways that are not racy with any number of workers; nullptr where
// there is none.
const Measurement* fastest_correct(const Measurements& measurements);

// Median, least and most. values: at least one.
Chart::Point spread(std::vector<double> values);

// Images a second: at the median time of the repeats, the slowest and the fastest.
Chart::Point throughput(const Measurement& measurement);

// Time spent waiting for locks in a run, in milliseconds, summed over its workers and locks.
Chart::Point waiting_ms(const Measurement& measurement);

// How two throughputs stand to each other. With less than two repeats of either, or where their ranges over
// the repeats overlap, they are not told apart.
struct Comparison {
  double ratio = 1;  // of the first median to the second
  bool told_apart = false;
};
Comparison compared(const Measurement& first, const Measurement& second);

}  // namespace heddle
