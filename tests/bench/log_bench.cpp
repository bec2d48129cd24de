// Lines per second of the loggers, against spdlog's basic_logger_mt writing the same fields to a file. The
// promise: with 4 threads the per-worker logger is at least 4 times as fast, the mutex logger at least as
// fast. Each line is stamped with the time at which it is logged, by spdlog as by ours; ours carry a checksum
// besides. Buffers are written out as they fill; what is left at the end is outside the time, for all.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "heddle/log/mutex_logger.hpp"
#include "heddle/log/per_worker_logger.hpp"
#include "heddle/log/semaphore_append_logger.hpp"
#include "ratios.hpp"

#ifdef HEDDLE_HAS_SPDLOG
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#endif

namespace heddle {
namespace {

constexpr std::string_view kImage = "holiday/0001.png";
constexpr int kWidth = 4000;
constexpr int kHeight = 3000;
constexpr int kTookUs = 412;

std::filesystem::path log_path() {
  return std::filesystem::temp_directory_path() / ("heddle-log-bench-" + std::to_string(::getpid()) + ".log");
}

template <class L>
struct Ours {
  explicit Ours(int workers) : sink(log_path()), logger(sink, {.workers = workers, .permits = 2}) {}
  ~Ours() { logger.flush(); }  // NOLINT(bugprone-exception-escape): a benchmark may end so

  void log(int worker, std::uint64_t seq) {
    logger.log({.time_us = NativeSync::Clock::now() / 1000,
                .worker = worker,
                .seq = seq,
                .image = kImage,
                .width = kWidth,
                .height = kHeight,
                .first_row = 8 * seq,
                .last_row = 8 * seq + 7,
                .took_us = kTookUs});
  }

  Sink<NativeSync> sink;
  L logger;
};

#ifdef HEDDLE_HAS_SPDLOG
struct Spdlog {
  explicit Spdlog(int /*workers*/) : logger(spdlog::basic_logger_mt("bench", log_path().string(), true)) {
    logger->set_pattern("time=%E.%f %v");
  }
  ~Spdlog() {
    logger->flush();
    spdlog::drop("bench");
  }

  void log(int worker, std::uint64_t seq) {
    logger->info("worker={} seq={} image={} size={}x{} rows={}-{} ms={:.3f}", worker, seq, kImage, kWidth,
                 kHeight, 8 * seq, 8 * seq + 7, kTookUs / 1000.0);
  }

  std::shared_ptr<spdlog::logger> logger;
};
#endif

// One line an iteration, from every thread.
template <class L>
void log_lines(benchmark::State& state) {
  static std::unique_ptr<L> logger;  // the first thread makes it before the others pass the start of the loop
  if (state.thread_index() == 0) logger = std::make_unique<L>(state.threads());
  std::uint64_t seq = 0;
  for (auto _ : state) logger->log(state.thread_index(), seq++);
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) logger.reset();
}

template <class L>
void add(const std::string& name) {
  for (const int threads : {1, 2, 4})
    benchmark::RegisterBenchmark((name + "@" + std::to_string(threads)).c_str(), log_lines<L>)
        ->Threads(threads)
        ->UseRealTime()
        ->MinTime(0.2)
        ->Repetitions(5);
}

}  // namespace
}  // namespace heddle

int main(int argc, char** argv) {
  using namespace heddle;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  add<Ours<PerWorkerLogger<>>>("PerWorkerLogger");
  add<Ours<MutexLogger<>>>("MutexLogger");
  add<Ours<SemaphoreAppendLogger<>>>("SemaphoreAppendLogger");
#ifdef HEDDLE_HAS_SPDLOG
  add<Spdlog>("spdlog");
#endif
  bench::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::filesystem::remove(log_path());

  std::printf("\nPerWorkerLogger with 4 threads against\n");
  reporter.print_speed("PerWorkerLogger@4", "spdlog@4", 4.0);
  std::printf("MutexLogger with 4 threads against\n");
  reporter.print_speed("MutexLogger@4", "spdlog@4", 1.0);
}
