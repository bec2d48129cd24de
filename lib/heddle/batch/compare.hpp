// The experiment: the same images through many ways, each several times, with every output compared to the
// sequential one's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "heddle/batch/choices.hpp"
#include "heddle/batch/jobs.hpp"
#include "heddle/batch/run_batch.hpp"
#include "heddle/core/experiment.hpp"

namespace heddle {

struct CompareOptions {
  std::vector<Way> ways;     // at least one
  std::vector<int> workers;  // at least one, each at least 1; the sequential way runs with one only
  int repeats = 3;           // measured, at least 1, after one run to warm up
  // A sweep: each configuration at each of these. None: at that of `batch` alone. The permits concern only
  // loggers that have a semaphore; the others run at the first.
  std::vector<int> permits;
  std::vector<std::int64_t> critical_sections_us;
  BatchOptions batch;            // its way, workers and log are set for each run
  std::filesystem::path folder;  // where outputs and logs go
};

// Called before each run: how many are done, of all, and what is next.
using CompareProgress = std::function<void(std::size_t done, std::size_t all, const Configuration& next)>;

// Leaves the reference outputs, made sequentially, in `folder`/gray, and the log of each measured run in
// `folder`/logs. Repeats go round all configurations, so that a machine that slows down slows all of them.
// jobs: made by list_jobs with `folder`/gray as the output folder. Errors: as run_batch.
Experiment compare(const std::vector<Job>& jobs, const CompareOptions& options,
                   const CompareProgress& progress = {});

}  // namespace heddle
