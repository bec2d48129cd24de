// Chapter 4 of docs/tour.md: what threads share is written once, over a parameter Sync, and runs in three
// ways. With NativeSync it is the program; with Metered<> it also tells what its locks cost; with ModelSync
// the explorer goes through every interleaving of it, and what it says is a proof or a counterexample and not
// a sample.
#include <fmt/core.h>

#include <string>

#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/unsynchronized_counter.hpp"
#include "heddle/metrics/metered.hpp"
#include "sanitizers/relacy/explore.hpp"

namespace {

// A case: what each of two threads does, and what may come out.
template <class Counter>
struct CountOneRowEach {
  static constexpr int kThreads = 2;
  static constexpr heddle::Outcome kOutcomes[]{{"2", heddle::Grade::kAcceptable, "both rows are counted"}};

  void thread(int worker) { counter.add(worker, 1); }
  std::string after() { return std::to_string(counter.total()); }

  Counter counter{"rows", kThreads};
};

template <class Sync>
using Racy = CountOneRowEach<heddle::UnsynchronizedCounter<Sync>>;
template <class Sync>
using Fixed = CountOneRowEach<heddle::MutexCounter<Sync>>;

template <class Sync>
std::string run_on_threads() {
  Fixed<Sync> subject;
  typename Sync::Thread first("worker 0", [&subject] { subject.thread(0); });
  typename Sync::Thread second("worker 1", [&subject] { subject.thread(1); });
  first.join();
  second.join();
  return subject.after();
}

template <template <class> class Case>
void explore(const char* which) {
  const heddle::Verdict verdict = heddle::explore<Case>();
  fmt::print("ModelSync, {}: {}: {}\n", which, heddle::name_of(verdict.status), verdict.summary);
}

}  // namespace

int main() {
  fmt::print("NativeSync, with a mutex: {} rows, once\n", run_on_threads<heddle::NativeSync>());
  const heddle::LockLedger ledger;
  fmt::print("Metered<>, with a mutex: {} rows, once", run_on_threads<heddle::Metered<>>());
  for (const auto& lock : ledger.stats()) fmt::print("; '{}' taken {} times", lock.name, lock.acquisitions);
  fmt::print("\n");
  explore<Fixed>("with a mutex");
  explore<Racy>("with nothing");
}
