// The explorer: how many executions partial order reduction needs for programs whose number is known, what
// one execution costs, and that memory does not grow with their number. The promises: the numbers below; at
// most twice the time of an execution of Relacy's own random scheduler on the same program (Relacy's full
// search does not get to the end of it).
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>

#include "heddle/core/numbers.hpp"
#include "heddle/sync/sync.hpp"
#include "ratios.hpp"
#include "relacy_peer.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle {
namespace {

// Lock, add, unlock: one execution for each order of the locks, (TK)! / K!^T.
template <int Threads, int Times>
struct LockedIncrements {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    void thread(int) {
      for (int i = 0; i < Times; ++i) {
        const Lock<Sync> lock(mutex_);
        count_.write(count_.read() + 1);
      }
    }
    Mutex<Sync> mutex_{"mutex"};
    Shared<Sync, int> count_{"count", 0};
  };
};

// Each thread takes two of four mutexes, in a ring.
template <class Sync>
struct MutexRing {
  static constexpr int kThreads = 4;
  void thread(int index) {
    const Lock<Sync> first(mutexes_[index]);
    const Lock<Sync> second(mutexes_[(index + 1) % kThreads]);
  }
  Mutex<Sync> mutexes_[kThreads]{Mutex<Sync>("mutex 0"), Mutex<Sync>("mutex 1"), Mutex<Sync>("mutex 2"),
                                 Mutex<Sync>("mutex 3")};
};

template <class Sync>
struct StoreBuffering {
  static constexpr int kThreads = 2;
  void thread(int index) {
    flags_[index].store(1);
    seen_[index] = flags_[1 - index].load();
  }
  Atomic<Sync, int> flags_[2]{Atomic<Sync, int>("first", 0), Atomic<Sync, int>("second", 0)};
  int seen_[2] = {};
};

template <int Threads, int Times>
struct RelaxedAdders {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    void thread(int) {
      for (int i = 0; i < Times; ++i)
        count_.store(count_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
    Atomic<Sync, int> count_{"count", 0};
  };
};

template <class Case>
model::SearchResult run(model::Scheduler& scheduler, std::uint64_t max_executions = ~std::uint64_t{0}) {
  const Variant variant = variant_of<Case>("bench", "variant");
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.max_executions = max_executions;
  settings.max_steps = 2'000;
  return model::search(settings, scheduler);
}

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Prints a row. `most`: what was promised.
template <class Case>
void explore(const char* name, std::uint64_t most) {
  model::Dpor dpor;
  const double begin = processor_seconds();
  const model::SearchResult result = run<Case>(dpor);
  const double seconds = processor_seconds() - begin;
  const std::uint64_t all = result.executions + result.redundant;
  std::printf("%-34s %10s %10s %9.2f  %s\n", name, with_commas(all).c_str(), with_commas(most).c_str(),
              1e6 * seconds / static_cast<double>(all), all <= most ? "kept" : "NOT KEPT");
  std::fflush(stdout);
}

void print_numbers() {
  std::printf("%-34s %10s %10s %9s\n", "partial order reduction", "executions", "promised", "us each");
  explore<LockedIncrements<3, 2>::Over<ModelSync>>("locked increments, 3 threads x 2", 90);
  explore<LockedIncrements<3, 3>::Over<ModelSync>>("locked increments, 3 x 3", 1'680);
  explore<LockedIncrements<4, 2>::Over<ModelSync>>("locked increments, 4 x 2", 2'520);
  explore<MutexRing<ModelSync>>("ring of 4 mutexes, to its deadlock", 10);
  explore<StoreBuffering<ModelSync>>("store buffering, seq_cst", 3);
  explore<RelaxedAdders<3, 1>::Over<ModelSync>>("relaxed load, then store, 3 x 1", 36);
  explore<RelaxedAdders<3, 2>::Over<ModelSync>>("relaxed load, then store, 3 x 2", 7'134);
  {
    model::Dpor dpor;
    run<LockedIncrements<4, 3>::Over<ModelSync>>(dpor, 10'000);
  }
  const double before = peak_megabytes();
  explore<LockedIncrements<4, 3>::Over<ModelSync>>("locked increments, 4 x 3", 369'600);
  std::printf("peak memory: %.1f MiB after 10,000 executions of it, %.1f MiB after all\n\n", before,
              peak_megabytes());
}

constexpr std::uint64_t kExecutions = 1'680;  // of each contender, in an iteration

// In processor time: one thread computes, and what else the machine does is none of its doing.
template <class F>
void measure(benchmark::State& state, F&& run_all) {
  for (auto _ : state) {
    const double begin = processor_seconds();
    if (!run_all()) state.SkipWithError("other executions than expected");
    state.SetIterationTime(processor_seconds() - begin);
  }
}

void ours_dpor(benchmark::State& state) {
  measure(state, [] {
    model::Dpor dpor;
    return run<LockedIncrements<3, 3>::Over<ModelSync>>(dpor).executions == kExecutions;
  });
}
void ours_random(benchmark::State& state) {
  measure(state, [] {
    model::RandomSearch random(1);
    return run<LockedIncrements<3, 3>::Over<ModelSync>>(random, kExecutions).executions == kExecutions;
  });
}
void relacys_own(benchmark::State& state) {
  measure(state, [] { return bench::relacy_peer::locked_increments(kExecutions); });
}

void add(const char* name, void (*function)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name, function)
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime()
      ->MinTime(0.1)
      ->Repetitions(9);
}

}  // namespace
}  // namespace heddle

int main(int argc, char** argv) {
  using namespace heddle;
  if (!bench::initialize_taking_turns(argc, argv)) return 2;
  print_numbers();
  add("explorer, dpor", ours_dpor);
  add("explorer, random", ours_random);
  add("Relacy, random", relacys_own);
  bench::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  for (const char* const ours : {"explorer, dpor", "explorer, random"}) {
    std::printf("\n%s: an execution of locked increments, 3 x 3, against (twice the time is 0.5)\n", ours);
    reporter.print_speed(ours, "Relacy, random", 0.5);
  }
}
