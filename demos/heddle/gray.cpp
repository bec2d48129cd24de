// heddle gray: converts images to grayscale, and says whether the shared counter and log kept up.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "heddle/batch/jobs.hpp"
#include "heddle/batch/run_batch.hpp"
#include "heddle/core/pace.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/core/seconds_since.hpp"
#include "heddle/report/console.hpp"
#include "heddle/report/json.hpp"
#include "options.hpp"
#include "progress.hpp"

namespace heddle {
namespace {

struct Arguments {
  std::vector<std::string> inputs;
  std::string output;
  std::string strategy = "pool";
  std::string counter;
  std::string logger;
  std::string log;
  std::string json;
  int workers = default_workers();
  int kill_worker_at = 0;
  SharedOptions shared;
};

Way way_of(const Arguments& arguments) {
  Way way = default_way(parse_strategy(arguments.strategy));
  if (!arguments.counter.empty()) way.counter = parse_counter(arguments.counter);
  if (!arguments.logger.empty()) way.logger = parse_logger(arguments.logger);
  if (const auto reason = why_illegal(way)) throw std::invalid_argument(*reason);
  return way;
}

void complain(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::fprintf(stderr, "heddle: %s\n", printable(line).c_str());
}

Run run_with_progress(const std::vector<Job>& jobs, BatchOptions options) {
  Progress progress;
  const auto begin = std::chrono::steady_clock::now();
  if (progress.is_shown())
    options.progress = [&](std::uint64_t done) {
      progress.show(pace_in_words(done, jobs.size(), seconds_since(begin)));
    };
  return run_batch(jobs, options);
}

int gray(const Arguments& arguments) {
  BatchOptions options = arguments.shared.batch();
  options.way = way_of(arguments);
  options.workers = options.way.strategy == StrategyKind::kSequential ? 1 : arguments.workers;
  options.kill_worker_at = arguments.kill_worker_at;
  if (options.kill_worker_at > 0 && !uses_processes(options.way.strategy))
    throw std::invalid_argument(
        "--kill-worker-at needs a strategy with processes: processes or process-pool");

  const JobList list = list_jobs({arguments.inputs.begin(), arguments.inputs.end()}, arguments.output,
                                 options.conversion.format);
  complain(list.problems);
  if (list.jobs.empty()) {
    std::fprintf(stderr, "heddle: no image to convert (%llu other files skipped)\n",
                 static_cast<unsigned long long>(list.skipped));
    return kFound;
  }

  if (!arguments.json.empty() && is_image_of(list.jobs, arguments.json))
    throw std::invalid_argument(arguments.json +
                                ": the record would be written over an image; choose another --json");
  make_folder(arguments.output);
  options.log = arguments.log.empty() ? std::filesystem::path(arguments.output) / "gray.log"
                                      : std::filesystem::path(arguments.log);
  const Run run = run_with_progress(list.jobs, options);
  complain(run.failures);
  if (!run.log_error.empty()) complain({run.log_error});

  const Configuration configuration = configuration_of(options);
  std::FILE* const terminal = arguments.json == "-" ? stderr : stdout;
  std::fputs(console_summary(configuration, run).c_str(), terminal);
  if (list.skipped > 0)
    std::fprintf(terminal, "skipped: %llu files that are no images\n",
                 static_cast<unsigned long long>(list.skipped));
  std::fprintf(terminal, "log: %s (heddle check-log --expect %llu)\n",
               printable(options.log.string()).c_str(),
               static_cast<unsigned long long>(run.log.expected.value_or(0)));
  if (!arguments.json.empty())
    write_file(arguments.json, [&](std::ostream& out) { write_json(out, configuration, run); });
  return run.correct() && list.problems.empty() ? kDone : kFound;
}

}  // namespace

void add_gray(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *program.add_subcommand("gray", "Convert images to grayscale");
  command.add_option("INPUT", arguments->inputs, "Images, or folders of images")->required();
  command.add_option("-o,--output", arguments->output, "Where the gray images go; a folder's tree is kept")
      ->type_name("FOLDER")
      ->required();
  command.add_option("--strategy", arguments->strategy, "Who converts which image:" + list_of(strategies()))
      ->capture_default_str();
  command.add_option("--workers", arguments->workers, "How many work at once")
      ->capture_default_str()
      ->check(worker_count());
  command.add_option(
      "--counter", arguments->counter,
      "How images and rows are counted; atomic unless told, process for processes:" + list_of(counters()));
  command.add_option(
      "--logger", arguments->logger,
      "How lines get into the log; per-worker unless told, process for processes:" + list_of(loggers()));
  command.add_option("--log", arguments->log, "The log; gray.log in the output folder unless told")
      ->type_name("FILE");
  command
      .add_option("--json", arguments->json,
                  "Write the record of the run to this file; - for standard output")
      ->type_name("FILE");
  command
      .add_option("--kill-worker-at", arguments->kill_worker_at,
                  "Kill the first worker process at this step, to see that nothing is lost; 0: never")
      ->capture_default_str()
      ->check(CLI::Range(0, 1'000'000'000));
  arguments->shared.add_to(command);
  command.footer(
      "Reads JPEG, PNG, BMP, GIF, TGA, PSD, HDR, PIC and PNM; alpha is ignored, 16 bits\n"
      "are cut to 8.\n"
      "Exit codes: 0 all converted, counted and logged; 1 something failed or was lost,\n"
      "and is named; 2 wrong usage; 3 could not run.");
  command.callback([arguments, &exit_code] { exit_code = gray(*arguments); });
}

}  // namespace heddle
