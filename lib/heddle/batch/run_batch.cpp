#include "heddle/batch/run_batch.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "heddle/image/save.hpp"
#include "heddle/log/check.hpp"
#include "heddle/metrics/lock_ledger.hpp"
#include "heddle/metrics/metered.hpp"
#include "heddle/process/shared_memory.hpp"
#include "heddle/work/pool.hpp"
#include "heddle/work/process_workers.hpp"
#include "heddle/work/sequential.hpp"
#include "heddle/work/threads.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using Sync = Metered<NativeSync>;

void check(const BatchOptions& options) {
  if (options.workers < 1) throw std::invalid_argument("the number of workers must be at least 1");
  if (options.permits < 1) throw std::invalid_argument("the number of permits must be at least 1");
  if (options.conversion.rows_per_line < 1)
    throw std::invalid_argument("a log line must be about at least 1 row");
  if (const auto reason = why_illegal(options.way)) throw std::invalid_argument(*reason);
}

// The log is emptied, and read again when the batch is done.
void check_log_path(const fs::path& log, std::span<const Job> jobs) {
  std::error_code error;
  const fs::file_status status = fs::status(log, error);
  if (log == "-" || (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status)))
    throw std::invalid_argument(log.string() +
                                ": the log must be a regular file, since it is checked afterwards");
  if (is_image_of(jobs, log))
    throw std::invalid_argument(log.string() +
                                ": the log would be written over an image; choose another --log");
}

// A folder that cannot be made shows itself in each image that should go there.
void make_output_folders(std::span<const Job> jobs) {
  std::set<fs::path> folders;
  for (const Job& job : jobs) folders.insert(job.output.parent_path());
  std::error_code ignored;
  for (const fs::path& folder : folders) fs::create_directories(folder, ignored);
}

ProcessOptions process_options(std::span<const Job> jobs, const BatchOptions& options, SharedLogger& logger) {
  ProcessOptions process;
  process.kill_worker_at = options.kill_worker_at;
  process.on_death = [jobs, &logger](const WorkerDeath& death) {
    logger.flush();  // finishes the line that the dead one was writing
    if (death.job) image::remove_unfinished(jobs[*death.job].output.parent_path(), death.pid);
  };
  return process;
}

ProcessRun run_workers(std::span<const Job> jobs, const BatchOptions& options, Conversion& convert,
                       SharedLogger& logger) {
  JobProgress progress(options.progress);
  const auto task = [&convert, &progress](int worker, std::size_t job) {
    convert(worker, job);
    progress.job_done();
  };
  switch (options.way.strategy) {
    case StrategyKind::kSequential:
      run_sequential(jobs.size(), task);
      return {};
    case StrategyKind::kThreads:
      run_threads<Sync>(options.workers, jobs.size(), task);
      return {};
    case StrategyKind::kPool:
      run_pool<Sync>(options.workers, jobs.size(), task);
      return {};
    case StrategyKind::kProcesses:
      return run_processes(options.workers, jobs.size(), task, process_options(jobs, options, logger));
    case StrategyKind::kProcessPool:
      return run_process_pool(options.workers, jobs.size(), task, process_options(jobs, options, logger));
  }
  throw std::logic_error("run_batch: unknown strategy");
}

void add_result(Run& run, const Job& job, const JobResult& result) {
  run.rows_expected += result.rows_counted;
  run.stages.decode += result.stages.decode;
  run.stages.convert += result.stages.convert;
  run.stages.encode += result.stages.encode;
  run.stages.log += result.stages.log;
  switch (result.state) {
    case JobResult::State::kConverted:
      ++run.images;
      run.rows += result.height;
      run.pixels += result.width * result.height;
      run.bytes += result.bytes;
      break;
    case JobResult::State::kFailed:
      run.failures.emplace_back(result.failure.data());
      break;
    case JobResult::State::kNotDone:
      run.failures.push_back(job.input.string() +
                             ": gave up, its worker died each time; convert it alone to see why");
      break;
  }
}

}  // namespace

Configuration configuration_of(const BatchOptions& options) {
  return {.strategy = std::string(name_of(options.way.strategy)),
          .counter = std::string(name_of(options.way.counter)),
          .logger = std::string(name_of(options.way.logger)),
          .workers = options.workers,
          .permits = options.permits,
          .critical_section_us = options.critical_section_us};
}

Run run_batch(std::span<const Job> jobs, const BatchOptions& options) {
  check(options);
  check_log_path(options.log, jobs);
  make_output_folders(jobs);
  const bool processes = uses_processes(options.way.strategy);
  const int workers = processes ? max_worker_numbers(options.workers, jobs.size()) : options.workers;

  Run run;
  LockLedger ledger;
  // In shared memory, so that worker processes leave their results where the caller finds them.
  SharedMemory<JobResult[]> results(jobs.size());
  {
    const auto images = make_counter(options.way.counter, "images", workers, jobs.size());
    const auto rows = make_counter(options.way.counter, "rows", workers, jobs.size());
    const auto logger = make_logger(options.way.logger, options.log,
                                    {.workers = workers,
                                     .permits = options.permits,
                                     .spend_per_line = options.critical_section_us * 1000});
    Conversion convert(jobs, std::span(results.begin(), results.size()), *images, *rows, *logger, workers,
                       options.conversion);

    const auto begin = std::chrono::steady_clock::now();
    const ProcessRun survived = run_workers(jobs, options, convert, *logger);
    logger->flush();
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

    run.deaths = survived.deaths;
    for (const std::size_t job : survived.given_up) {  // what its killed attempts counted does not count
      images->discard(job);
      rows->discard(job);
      results[job] = JobResult{};
    }
    run.images_counted = images->total();
    run.rows_counted = rows->total();
    if (const std::error_code error = logger->error())
      run.log_error = options.log.string() + ": " + error.message();

    std::uint64_t lines = 0;
    for (std::size_t job = 0; job < jobs.size(); ++job) {
      add_result(run, jobs[job], results[job]);
      lines += results[job].lines_logged;
    }
    if (const auto survival = logger->survival()) {
      run.log_repairs = survival->repairs;
      run.repeated_lines = survival->lines - std::min(survival->lines, lines);
      lines = survival->lines;
      run.locks.push_back(survival->lock);
    }
    run.log = check_log(options.log, lines);
    run.log_file = options.log.string();
  }
  for (LockStats& stats : ledger.stats()) run.locks.push_back(std::move(stats));
  return run;
}

}  // namespace heddle
