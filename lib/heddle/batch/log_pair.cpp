#include "heddle/batch/log_pair.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <system_error>
#include <vector>

#include "heddle/batch/run_batch.hpp"
#include "heddle/image/sample_pictures.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

// As small as they may be and still make the log's buffer overflow many times.
constexpr std::size_t kPictures = 8;
constexpr std::size_t kPictureWidth = 16;
constexpr std::size_t kPictureHeight = 4000;
constexpr int kWorkers = 4;
constexpr int kMostTries = 5;

LogPair names_in(const fs::path& folder) {
  return {folder / "racy.log", folder / "clean.log"};
}

int kinds_of_damage(const LogCheck& log) {
  return (log.torn > 0) + (log.missing > 0) + (log.duplicated > 0);
}

struct LoggedRun {
  const Run* run = nullptr;
  int workers = 0;
};

// Runs that could not be logged in full would show another fault than that of the logger.
std::vector<LoggedRun> logged_runs(const Experiment& experiment) {
  std::vector<LoggedRun> runs;
  for (const Measurement& measurement : experiment.measurements)
    for (const Run& run : measurement.runs)
      if (run.log_error.empty() && run.failures.empty())
        runs.push_back({&run, measurement.configuration.workers});
  return runs;
}

// The first with the most kinds of damage; none where no log was damaged.
LoggedRun most_damaged(const std::vector<LoggedRun>& runs) {
  LoggedRun most;
  for (const LoggedRun& logged : runs)
    if (kinds_of_damage(logged.run->log) > (most.run == nullptr ? 0 : kinds_of_damage(most.run->log)))
      most = logged;
  return most;
}

// Of two clean ones, that of as many workers, which comes in as many turns.
LoggedRun clean_one(const std::vector<LoggedRun>& runs, int workers) {
  LoggedRun best;
  for (const LoggedRun& logged : runs)
    if (logged.run->log.clean() &&
        (best.run == nullptr || (best.workers != workers && logged.workers == workers)))
      best = logged;
  return best;
}

bool is_log_in(const fs::path& folder, const fs::path& log) {
  std::error_code error;
  const fs::path real_folder = fs::canonical(folder, error);
  const fs::path real_log = fs::canonical(log, error);
  return !error && fs::is_regular_file(real_log, error) &&
         std::ranges::mismatch(real_folder, real_log).in1 == real_folder.end();
}

std::optional<LogPair> logged_pair(const Experiment& experiment, const fs::path& folder) {
  const std::vector<LoggedRun> runs = logged_runs(experiment);
  const LoggedRun racy = most_damaged(runs);
  const LoggedRun clean = clean_one(runs, racy.workers);
  if (racy.run == nullptr || clean.run == nullptr) return std::nullopt;
  LogPair pair{folder / racy.run->log_file, folder / clean.run->log_file, true};
  if (!is_log_in(folder, pair.racy) || !is_log_in(folder, pair.clean)) return std::nullopt;
  return pair;
}

std::optional<LogPair> log_pair_in(const fs::path& folder) {
  LogPair pair = names_in(folder);
  std::error_code error;
  if (!fs::is_regular_file(pair.racy, error) || !fs::is_regular_file(pair.clean, error)) return std::nullopt;
  return pair;
}

void keep(const LogPair& pair, const fs::path& folder) {
  const LogPair kept = names_in(folder);
  fs::copy_file(pair.racy, kept.racy, fs::copy_options::overwrite_existing);
  fs::copy_file(pair.clean, kept.clean, fs::copy_options::overwrite_existing);
}

// Pictures and what they become, gone at the end of its life.
class SmallBatch {
 public:
  explicit SmallBatch(const fs::path& folder)
      : folder_(folder / (".heddle-log-pair-" + std::to_string(::getpid()))) {
    jobs_ =
        list_jobs({image::write_sample_pictures(folder_ / "in", kPictures, kPictureWidth, kPictureHeight)},
                  folder_ / "out", image::Format::kPng)
            .jobs;
  }
  ~SmallBatch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  SmallBatch(const SmallBatch&) = delete;
  SmallBatch& operator=(const SmallBatch&) = delete;

  LogCheck log(LoggerKind logger, const fs::path& file) const {
    BatchOptions options;
    options.way = {StrategyKind::kThreads, CounterKind::kAtomic, logger};
    options.workers = kWorkers;
    options.log = file;
    options.conversion.rows_per_line = 1;
    return run_batch(jobs_, options).log;
  }

 private:
  const fs::path folder_;
  std::vector<Job> jobs_;
};

bool make_in(const fs::path& folder) {
  const SmallBatch batch(folder);
  const LogPair pair = names_in(folder);
  for (int i = 0; i < kMostTries; ++i)
    if (!batch.log(LoggerKind::kUnsynchronized, pair.racy).clean())
      return batch.log(LoggerKind::kMutex, pair.clean).clean();
  fs::remove(pair.racy);  // what is not damaged is not what its name says
  return false;
}

}  // namespace

std::optional<LogPair> log_pair_of(const Experiment& experiment, const fs::path& folder) {
  const auto pair = logged_pair(experiment, folder);
  return pair ? pair : log_pair_in(folder);
}

std::optional<LogPair> leave_log_pair(const Experiment& experiment, const fs::path& folder) {
  if (const auto pair = logged_pair(experiment, folder))
    keep(*pair, folder);
  else if (!log_pair_in(folder))
    make_in(folder);
  return log_pair_in(folder);
}

}  // namespace heddle
