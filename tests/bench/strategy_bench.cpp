// What sharing costs: threads and pool with two workers against two independent sequential runs at once,
// which share nothing but the machine. End to end, with counting and logging.
//
// The images are HEDDLE_BENCH_IMAGES, or Debian's mate-backgrounds, or a set of pictures made on the spot.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/batch/run_batch.hpp"
#include "heddle/image/sample_pictures.hpp"
#include "ratios.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fs = std::filesystem;

namespace heddle::bench {
namespace {

constexpr int kRepetitions = 7;

fs::path images(const test::TemporaryFolder& workspace) {
  if (const char* chosen = std::getenv("HEDDLE_BENCH_IMAGES")) return chosen;
  if (fs::exists("/usr/share/backgrounds/mate")) return "/usr/share/backgrounds/mate";
  image::write_sample_pictures(workspace / "pictures", 16, 2000, 1500);
  return workspace / "pictures";
}

void convert(const fs::path& input, const fs::path& output, StrategyKind strategy, int workers) {
  fs::create_directories(output);
  const JobList list = list_jobs({input}, output, image::Format::kPng);
  BatchOptions options;
  options.way = {strategy, CounterKind::kAtomic, LoggerKind::kPerWorker};
  options.workers = workers;
  options.log = output / "gray.log";
  const Run run = run_batch(list.jobs, options);
  if (!run.correct()) throw std::runtime_error("strategy_bench: a run was not correct");
}

// Both run the whole set, so this does twice the work of one run with two workers.
void convert_twice_at_once(const fs::path& input, const fs::path& output) {
  std::vector<pid_t> runs;
  for (const char* name : {"first", "second"}) {
    const pid_t run = ::fork();
    if (run == 0) {
      int status = 0;
      try {
        convert(input, output / name, StrategyKind::kSequential, 1);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        status = 1;
      }
      ::_exit(status);
    }
    runs.push_back(run);
  }
  for (const pid_t run : runs) {
    int status = 0;
    if (run < 0 || ::waitpid(run, &status, 0) != run || status != 0)
      throw std::runtime_error("strategy_bench: an independent run failed");
  }
}

template <class Job>
void add(const char* name, Job job) {
  benchmark::RegisterBenchmark(name,
                               [job](benchmark::State& state) {
                                 for ([[maybe_unused]] auto _ : state) job();
                               })
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime()
      ->Iterations(1)
      ->Repetitions(kRepetitions);
}

void print_share(const RatioReporter& reporter, const char* name) {
  const auto independent = reporter.times("two_independent_runs");
  const auto ours = reporter.times(name);
  if (independent.fastest == 0 || ours.fastest == 0) return;
  const double share = independent.fastest / 2 / ours.fastest;
  std::printf(
      "%-8s %.3f of what two independent sequential runs reach (medians %.3f), promised at least 0.95: %s\n",
      name, share, independent.median / 2 / ours.median, share >= 0.95 ? "kept" : "NOT KEPT");
}

int run(int argc, char** argv) {
  if (!initialize_taking_turns(argc, argv)) return 2;

  const test::TemporaryFolder workspace;
  const fs::path input = images(workspace);
  const fs::path output = workspace / "gray";
  add("two_independent_runs", [=] { convert_twice_at_once(input, output); });
  add("threads", [=] { convert(input, output / "threads", StrategyKind::kThreads, 2); });
  add("pool", [=] { convert(input, output / "pool", StrategyKind::kPool, 2); });

  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::printf("\nimages per second with two workers \n");
  print_share(reporter, "threads");
  print_share(reporter, "pool");
  return 0;
}

}  // namespace
}  // namespace heddle::bench

int main(int argc, char** argv) {
  try {
    return heddle::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "strategy_bench: %s\n", error.what());
    return 1;
  }
}
