// heddle compare: the same images through every way of sharing work, counted, logged, timed and checked.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "heddle/batch/compare.hpp"
#include "heddle/batch/jobs.hpp"
#include "heddle/batch/log_pair.hpp"
#include "heddle/core/numbers.hpp"
#include "heddle/core/pace.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/core/seconds_since.hpp"
#include "heddle/image/sample_pictures.hpp"
#include "heddle/report/console.hpp"
#include "heddle/report/csv.hpp"
#include "heddle/report/json.hpp"
#include "options.hpp"
#include "progress.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::vector<std::string> inputs;
  std::string output = "heddle-report";
  std::vector<std::string> strategies;
  std::vector<int> workers{1, 2, 4};
  int repeats = 3;
  SharedOptions shared;
};

// The pictures that are made where the user names none.
constexpr std::size_t kPictures = 24;
constexpr std::size_t kPictureWidth = 480;
constexpr std::size_t kPictureHeight = 2400;

// Each value once, in the order of the command line.
template <class Value>
std::vector<Value> without_repeats(const std::vector<Value>& values) {
  std::vector<Value> different;
  for (const Value value : values)
    if (std::find(different.begin(), different.end(), value) == different.end()) different.push_back(value);
  return different;
}

// Each way once, in the order of the command line.
std::vector<Way> ways_of(const Arguments& arguments) {
  if (arguments.strategies.empty()) return {lessons().begin(), lessons().end()};
  std::vector<Way> ways;
  for (const std::string& spelling : arguments.strategies) {
    if (spelling != "all") {
      ways.push_back(parse_way(spelling));
      continue;
    }
    for (const auto& strategy : strategies())
      for (const auto& counter : counters())
        for (const auto& logger : loggers())
          if (const Way way{strategy.kind, counter.kind, logger.kind}; !why_illegal(way)) ways.push_back(way);
  }
  return without_repeats(ways);
}

// What is measured just now, and how far all of it has come.
class ComparisonProgress {
 public:
  explicit ComparisonProgress(std::uint64_t images) : images_(images) {}

  bool is_shown() const { return progress_.is_shown(); }

  void begin_run(std::size_t done, std::size_t all, const Configuration& next) {
    if (done == 0) begin_ = std::chrono::steady_clock::now();
    done_ = done;
    all_ = all;
    run_ = "; " + quantity(static_cast<std::uint64_t>(next.workers), "worker", "workers") + ", " +
           next.strategy + "/" + next.counter + "/" + next.logger;
    show(0);
  }

  void show(std::uint64_t images_of_run) {
    if (all_ == 0) return progress_.show(pace_in_words(images_of_run, images_, 0) + "; for reference");
    progress_.show(pace_in_words(done_ * images_ + images_of_run, all_ * images_, seconds_since(begin_)) +
                   run_);
  }

 private:
  Progress progress_;
  const std::uint64_t images_;  // of each run
  std::size_t done_ = 0;        // runs
  std::size_t all_ = 0;         // runs; none while the reference is made
  std::string run_;
  std::chrono::steady_clock::time_point begin_;
};

Experiment compare_with_progress(const std::vector<Job>& jobs, CompareOptions options) {
  ComparisonProgress progress(jobs.size());
  if (!progress.is_shown()) return compare(jobs, options);
  options.batch.progress = [&](std::uint64_t images) { progress.show(images); };
  return compare(jobs, options, [&](std::size_t done, std::size_t all, const Configuration& next) {
    progress.begin_run(done, all, next);
  });
}

// Names what should not have gone wrong, once each. A racy way may lose counts and lines, and nothing else.
int judge(const Experiment& experiment) {
  std::set<std::string> complaints;
  bool lost = false;
  for (const Measurement& m : experiment.measurements) {
    lost |= !m.expected_to_lose && !m.correct();
    for (const Run& run : m.runs) {
      complaints.insert(run.failures.begin(), run.failures.end());
      if (!run.log_error.empty()) complaints.insert(run.log_error);
      for (const std::string& output : run.different_outputs)
        complaints.insert(output + ": " + m.configuration.strategy + " with " +
                          std::to_string(m.configuration.workers) +
                          " workers wrote other bytes than sequential");
    }
  }
  for (const std::string& complaint : complaints)
    std::fprintf(stderr, "heddle: %s\n", printable(complaint).c_str());
  return lost || !complaints.empty() ? kFound : kDone;
}

int run(const Arguments& arguments) {
  CompareOptions options;
  options.ways = ways_of(arguments);
  options.workers = without_repeats(arguments.workers);
  options.repeats = arguments.repeats;
  options.permits = without_repeats(arguments.shared.permits);
  options.critical_sections_us = without_repeats(arguments.shared.critical_sections_us);
  options.batch = arguments.shared.batch();
  options.folder = arguments.output;
  make_folder(options.folder);

  std::vector<fs::path> inputs(arguments.inputs.begin(), arguments.inputs.end());
  std::string inputs_in_words;
  for (const std::string& input : arguments.inputs)
    inputs_in_words += (inputs_in_words.empty() ? "" : " ") + input;
  if (inputs.empty()) {
    inputs =
        image::write_sample_pictures(options.folder / "pictures", kPictures, kPictureWidth, kPictureHeight);
    inputs_in_words = "made by heddle";
  }

  const JobList list = list_jobs(inputs, options.folder / "gray", options.batch.conversion.format);
  for (const std::string& problem : list.problems)
    std::fprintf(stderr, "heddle: %s\n", printable(problem).c_str());
  if (list.jobs.empty()) {
    std::fprintf(stderr, "heddle: no image to convert (%llu other files skipped)\n",
                 static_cast<unsigned long long>(list.skipped));
    return kFound;
  }

  Experiment experiment = compare_with_progress(list.jobs, options);
  experiment.inputs = inputs_in_words;

  write_file(options.folder / "results.json", [&](std::ostream& out) { write_json(out, experiment); });
  write_file(options.folder / "results.csv", [&](std::ostream& out) { write_csv(out, experiment); });
  std::fputs(console_table(experiment).c_str(), stdout);
  std::printf("results: %s/results.json, results.csv; gray images in gray, logs in logs\n",
              printable(options.folder.string()).c_str());
  if (const auto logs = leave_log_pair(experiment, options.folder))
    std::printf("a damaged log beside a clean one: heddle compare-logs %s %s\n",
                printable(logs->racy.string()).c_str(), printable(logs->clean.string()).c_str());
  const int exit_code = judge(experiment);
  return list.problems.empty() ? exit_code : kFound;
}

}  // namespace

void add_compare(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *program.add_subcommand("compare", "Compare the ways of sharing the work, and what each costs");
  command.add_option("INPUT", arguments->inputs,
                     "Images, or folders of images; without any, pictures are made");
  command.add_option("-o,--output", arguments->output, "Where results, logs and images go")
      ->type_name("FOLDER")
      ->capture_default_str();
  command
      .add_option(
          "--strategies", arguments->strategies,
          "Comma-separated: a strategy, or strategy/counter/logger, or all; the ten lessons unless told." +
              list_of(strategies()))
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--workers", arguments->workers, "Comma-separated: how many work at once")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->capture_default_str()
      ->check(worker_count());
  command.add_option("--repeat", arguments->repeats, "Measured runs of each, after one to warm up")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  arguments->shared.add_to(command, SharedOptions::Settings::kSweep);
  command.footer(
      "A racy way is expected to lose; its verdict says what. Counters and loggers: see\n"
      "heddle gray --help.\n"
      "Exit codes: 0 measured, and only racy ways lost anything; 1 something else\n"
      "failed, and is named; 2 wrong usage; 3 could not run.");
  command.callback([arguments, &exit_code] { exit_code = run(*arguments); });
}

}  // namespace heddle
