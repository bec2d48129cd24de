// What metering costs where nobody waits: lock and unlock by one thread while a second one is alive (glibc
// leaves out the atomic instructions in a program of one thread). The promise: a metered mutex costs at most
// 1.3 times a bare std::mutex.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <mutex>
#include <semaphore>

#include "heddle/metrics/metered.hpp"
#include "ratios.hpp"

namespace heddle {
namespace {

template <class M>
void lock_and_unlock(benchmark::State& state, M& mutex) {
  for (auto _ : state) {
    mutex.lock();
    benchmark::ClobberMemory();
    mutex.unlock();
  }
}

template <class S>
void acquire_and_release(benchmark::State& state, S& semaphore) {
  for (auto _ : state) {
    semaphore.acquire();
    benchmark::ClobberMemory();
    semaphore.release();
  }
}

void bare_mutex(benchmark::State& state) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
  std::mutex mutex;
  lock_and_unlock(state, mutex);
}
void native_mutex(benchmark::State& state) {
  native::Mutex mutex("bench");
  lock_and_unlock(state, mutex);
}
void metered_mutex(benchmark::State& state) {
  MeteredMutex<NativeSync> mutex("bench");
  lock_and_unlock(state, mutex);
}
void bare_semaphore(benchmark::State& state) {
  std::counting_semaphore<> semaphore(1);
  acquire_and_release(state, semaphore);
}
void native_semaphore(benchmark::State& state) {
  native::Semaphore semaphore("bench", 1);
  acquire_and_release(state, semaphore);
}
void metered_semaphore(benchmark::State& state) {
  MeteredSemaphore<NativeSync> semaphore("bench", 1);
  acquire_and_release(state, semaphore);
}

void add(const char* name, void (*function)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name, function)->MinTime(0.1)->Repetitions(7);
}

}  // namespace
}  // namespace heddle

int main(int argc, char** argv) {
  using namespace heddle;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  Latch<NativeSync> end("end", 1);
  Thread<NativeSync> second("second", [&end] { end.wait(); });
  add("std::mutex", bare_mutex);
  add("native::Mutex", native_mutex);
  add("MeteredMutex", metered_mutex);
  add("std::counting_semaphore", bare_semaphore);
  add("native::Semaphore", native_semaphore);
  add("MeteredSemaphore", metered_semaphore);
  bench::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  end.count_down();

  std::printf("\nMeteredMutex, uncontended, against (1/1.3 is 0.77)\n");
  reporter.print_speed("MeteredMutex", "std::mutex", 1 / 1.3);
  std::printf("MeteredSemaphore, uncontended, against\n");
  reporter.print_speed("MeteredSemaphore", "std::counting_semaphore", 1);
}
