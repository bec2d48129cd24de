#include "heddle/batch/compare.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "heddle/batch/machine.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

std::string now_in_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[sizeof "2000-01-01T00:00:00Z"];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

// Two files that cannot be read are different: an output has to be there to agree.
bool same_bytes(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::file_size(a, error) != fs::file_size(b, error) || error) return false;
  std::ifstream left(a, std::ios::binary);
  std::ifstream right(b, std::ios::binary);
  constexpr std::size_t kBlock = 1 << 20;
  std::string left_block(kBlock, '\0');
  std::string right_block(kBlock, '\0');
  while (left && right) {
    left.read(left_block.data(), kBlock);
    right.read(right_block.data(), kBlock);
    if (left.gcount() != right.gcount() ||
        !std::equal(left_block.begin(), left_block.begin() + left.gcount(), right_block.begin()))
      return false;
  }
  return left.eof() && right.eof();
}

// All ways with all numbers of workers and all settings of the sweep, each way's together.
std::vector<BatchOptions> batches_of(const CompareOptions& options) {
  const std::vector<int> permits =
      options.permits.empty() ? std::vector{options.batch.permits} : options.permits;
  const std::vector<std::int64_t> sections = options.critical_sections_us.empty()
                                                 ? std::vector{options.batch.critical_section_us}
                                                 : options.critical_sections_us;
  std::vector<BatchOptions> batches;
  for (const Way& way : options.ways)
    for (std::size_t i = 0; i < (has_semaphore(way.logger) ? permits.size() : 1); ++i)
      for (const std::int64_t section : sections)
        for (const int workers :
             way.strategy == StrategyKind::kSequential ? std::vector{1} : options.workers) {
          BatchOptions& batch = batches.emplace_back(options.batch);
          batch.way = way;
          batch.workers = workers;
          batch.permits = permits[i];
          batch.critical_section_us = section;
        }
  return batches;
}

class Comparison {
 public:
  Comparison(const std::vector<Job>& jobs, const CompareOptions& options)
      : reference_(jobs), trial_(jobs), options_(options) {
    const fs::path reference_folder = options.folder / "gray";
    for (Job& job : trial_) job.output = trial_folder() / job.output.lexically_relative(reference_folder);
    remove_trials_of_the_dead();
    fs::create_directories(logs_folder());
    fs::create_directories(trial_folder());
  }
  ~Comparison() {
    std::error_code ignored;
    fs::remove_all(trial_folder(), ignored);
  }
  Comparison(const Comparison&) = delete;
  Comparison& operator=(const Comparison&) = delete;

  Run make_reference() {
    std::error_code ignored;
    for (const Job& job : reference_) fs::remove(job.output, ignored);  // of an earlier comparison
    BatchOptions batch = options_.batch;
    batch.way = default_way(StrategyKind::kSequential);
    batch.workers = 1;
    batch.log = unfinished_log();
    return run_batch(reference_, batch);
  }

  Run repeat(BatchOptions batch) {
    batch.log = unfinished_log();
    std::error_code ignored;
    for (const Job& job : trial_) fs::remove(job.output, ignored);  // an output must be this run's to agree
    Run run = run_batch(trial_, batch);
    for (std::size_t i = 0; i < trial_.size(); ++i) {
      const bool exists = fs::exists(reference_[i].output) || fs::exists(trial_[i].output);
      if (exists && !same_bytes(reference_[i].output, trial_[i].output))
        run.different_outputs.push_back(reference_[i].name);
    }
    return run;
  }

  void keep_log(const Configuration& configuration, int round, Run& run) {
    const fs::path name = fs::path("logs") / log_name_of(configuration, round);
    fs::rename(unfinished_log(), options_.folder / name);
    run.log_file = name.string();
  }

 private:
  // With the settings that differ between runs.
  std::string log_name_of(const Configuration& c, int repeat) const {
    std::string name = c.strategy + "-" + c.counter + "-" + c.logger + "-" + std::to_string(c.workers);
    if (options_.permits.size() > 1) name += "-permits" + std::to_string(c.permits);
    if (options_.critical_sections_us.size() > 1) name += "-us" + std::to_string(c.critical_section_us);
    return name + "-" + std::to_string(repeat) + ".log";
  }

  static constexpr std::string_view kTrial = ".heddle-trial-";

  // What a comparison left that was killed: its folder bears the number of a process that is gone.
  void remove_trials_of_the_dead() const {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(options_.folder, ignored)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with(kTrial)) continue;
      const int process = std::atoi(name.c_str() + kTrial.size());
      if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), ignored);
    }
  }

  // Of this process alone: it is removed with all that is in it.
  fs::path trial_folder() const {
    return options_.folder / (std::string(kTrial) + std::to_string(::getpid()));
  }
  fs::path logs_folder() const { return options_.folder / "logs"; }
  fs::path unfinished_log() const { return trial_folder() / "unfinished.log"; }

  std::vector<Job> reference_;
  std::vector<Job> trial_;
  const CompareOptions& options_;
};

}  // namespace

Experiment compare(const std::vector<Job>& jobs, const CompareOptions& options,
                   const CompareProgress& progress) {
  Experiment experiment;
  experiment.machine = this_machine();
  experiment.started = now_in_utc();
  experiment.repeats = options.repeats;

  const std::vector<BatchOptions> batches = batches_of(options);  // of the measurements, in their order
  for (const BatchOptions& batch : batches)
    experiment.measurements.push_back(
        {.configuration = configuration_of(batch),
         .expected_to_lose = is_racy(batch.way, batch.permits) && batch.workers > 1,
         .runs = {}});

  Comparison comparison(jobs, options);
  const Run reference = comparison.make_reference();
  experiment.images = reference.images;
  experiment.pixels = reference.pixels;

  const std::size_t all = batches.size() * static_cast<std::size_t>(options.repeats + 1);
  std::size_t done = 0;
  for (int round = 0; round <= options.repeats; ++round)
    for (std::size_t i = 0; i < batches.size(); ++i) {
      Measurement& measurement = experiment.measurements[i];
      if (progress) progress(done++, all, measurement.configuration);
      Run run = comparison.repeat(batches[i]);
      if (round == 0) continue;  // to warm up
      comparison.keep_log(measurement.configuration, round, run);
      measurement.runs.push_back(std::move(run));
    }
  return experiment;
}

}  // namespace heddle
