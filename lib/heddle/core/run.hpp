// One run of the program: a set of images, one strategy, one counter, one logger, and what came of it. The
// record that the batch runner fills and reports read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "heddle/core/lock_stats.hpp"
#include "heddle/core/log_check.hpp"

namespace heddle {

// What was asked for. Names are those of the command line.
struct Configuration {
  std::string strategy;
  std::string counter;
  std::string logger;
  int workers = 1;
  int permits = 2;                       // of the loggers that have a semaphore
  std::int64_t critical_section_us = 0;  // spent for each log line, inside the lock where there is one

  bool operator==(const Configuration&) const = default;
};

// Whether they share work in the same way, with whatever settings.
inline bool same_way(const Configuration& a, const Configuration& b) {
  return a.strategy == b.strategy && a.counter == b.counter && a.logger == b.logger;
}

// Seconds of work, summed over workers.
struct StageSeconds {
  double decode = 0;
  double convert = 0;
  double encode = 0;
  double log = 0;

  double total() const { return decode + convert + encode + log; }
};

struct Run {
  double seconds = 0;  // from the start of the workers to the end of the last one

  // What really happened, told by the images' own results.
  std::uint64_t images = 0;           // converted
  std::uint64_t rows = 0;             // of those images
  std::uint64_t pixels = 0;           // of those images
  std::uint64_t bytes = 0;            // written
  std::vector<std::string> failures;  // one line for each image that could not be converted

  // What the shared counters and the log say happened.
  std::uint64_t images_counted = 0;
  std::uint64_t rows_counted = 0;
  std::uint64_t rows_expected = 0;  // rows handed to the counter: those of failed images included
  LogCheck log;
  std::string log_file;   // where it is; of a comparison, relative to the folder of its results
  std::string log_error;  // why the log could not be written in full, or empty

  StageSeconds stages;
  std::vector<LockStats> locks;

  // Worker processes only.
  int deaths = 0;                    // workers that died and were replaced
  std::uint64_t log_repairs = 0;     // lines that were written again after a death
  std::uint64_t repeated_lines = 0;  // intact lines of attempts that a death cut short

  // Outputs whose bytes differ from those of the reference run; not compared: 0.
  std::vector<std::string> different_outputs;

  bool counts_agree() const { return images_counted == images && rows_counted == rows_expected; }
  bool correct() const {
    return counts_agree() && log.clean() && log_error.empty() && failures.empty() &&
           different_outputs.empty();
  }
};

}  // namespace heddle
