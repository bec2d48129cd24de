// A comparison of configurations on one set of images: the record that reports read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "heddle/core/run.hpp"

namespace heddle {

// Where it was measured.
struct Machine {
  std::string processor;
  int cores = 0;  // that this process may use
  std::string system;
  std::string compiler;
  std::string commit;  // of the source, "unknown" outside a checkout
};

// One configuration and its repeats; the warm-up is not among them. At least one run.
struct Measurement {
  Configuration configuration;
  bool expected_to_lose = false;  // made racy on purpose, and run by more than one worker
  std::vector<Run> runs;

  double median_seconds() const;
  double fastest_seconds() const;
  double slowest_seconds() const;
  double images_per_second() const;  // at the median
  bool correct() const;              // every run was
};

struct Experiment {
  Machine machine;
  std::string started;  // ISO 8601, UTC
  std::string inputs;   // in words
  std::uint64_t images = 0;
  std::uint64_t pixels = 0;
  int repeats = 1;
  std::vector<Measurement> measurements;

  // The median of the sequential run with as long a critical section over this one's; 0 where no such was
  // measured.
  double speed_up(const Measurement& measurement) const;
};

}  // namespace heddle
