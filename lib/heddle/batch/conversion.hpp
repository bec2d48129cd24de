// What a worker does with one job: decode, convert, encode. Each row is counted twice, when it has been
// converted and when it has been written, and each band of rows that was written is a line in the log.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "heddle/batch/job_result.hpp"
#include "heddle/batch/jobs.hpp"
#include "heddle/batch/shared_counter.hpp"
#include "heddle/batch/shared_logger.hpp"
#include "heddle/image/load.hpp"
#include "heddle/image/save.hpp"

namespace heddle {

// Thread safety: called by any number of workers at once, each with its own number and its own job.
class Conversion {
 public:
  struct Options {
    image::Format format = image::Format::kPng;
    std::uint64_t max_pixels = image::LoadLimits().max_pixels;  // of one image
    std::size_t rows_per_line = 4;                              // rows that one log line is about, at least 1
  };

  // What is shared outlives the conversion. max_workers: worker numbers are below it.
  Conversion(std::span<const Job> jobs, std::span<JobResult> results, SharedCounter& images,
             SharedCounter& rows, SharedLogger& logger, int max_workers, const Options& options);

  // Never throws: what goes wrong is in the job's result. A job may be done again; it then starts over.
  void operator()(int worker, std::size_t job) noexcept;

 private:
  class Observer;

  void convert(int worker, std::size_t job, JobResult& result);
  void count_row(int worker, JobResult& result);

  std::span<const Job> jobs_;
  std::span<JobResult> results_;
  SharedCounter& images_;
  SharedCounter& rows_;
  SharedLogger& logger_;
  const Options options_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<std::string> log_names_;        // of the jobs, as logfmt values
  std::vector<std::uint64_t> next_sequence_;  // of each worker
};

}  // namespace heddle
