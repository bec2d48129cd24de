// One batch: every job once, by one strategy, with one counter, one logger and one log, and the record of
// what came of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "heddle/batch/choices.hpp"
#include "heddle/batch/conversion.hpp"
#include "heddle/batch/job_progress.hpp"
#include "heddle/batch/jobs.hpp"
#include "heddle/core/run.hpp"

namespace heddle {

struct BatchOptions {
  Way way;
  int workers = 1;                       // at least 1
  int permits = 2;                       // of a logger with a semaphore, at least 1
  std::int64_t critical_section_us = 0;  // spent for each log line, inside the lock where there is one
  std::filesystem::path log;             // a regular file, or none yet; emptied first
  Conversion::Options conversion;
  int kill_worker_at = 0;      // worker processes: the step at which the first one kills itself; 0: never
  ShowProgress progress = {};  // of the jobs done, failed ones included
};

// Makes the output folders, runs the batch and checks its log. What goes wrong with one image is in the
// record and stops no other. One at a time in a process, and not while other threads run when the strategy
// uses processes. Errors: std::invalid_argument for options that do not go together, and for a log that is no
// regular file or an image of the batch; std::filesystem::filesystem_error when the log cannot be written;
// std::system_error when no worker can be started.
Run run_batch(std::span<const Job> jobs, const BatchOptions& options);

Configuration configuration_of(const BatchOptions& options);

}  // namespace heddle
