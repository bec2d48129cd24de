// Chapter 2 of docs/tour.md: the same count with a mutex around the critical section. Nothing is lost any
// more, and it costs: a lock and an unlock for each row, and waiting where both workers want it at once.
// Metered<> counts that without a word in the counter. The yardstick is a count for each worker, where
// nothing is shared.
#include <fmt/core.h>

#include <cstdint>
#include <vector>

#include "heddle/count/atomic_counter.hpp"
#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/per_worker_counter.hpp"
#include "heddle/metrics/metered.hpp"

namespace {

using Sync = heddle::Metered<>;
constexpr std::uint64_t kRows = 5'000'000;  // of each worker

// Nanoseconds that it took.
template <class Counter>
double count(const char* how, double yardstick) {
  const heddle::LockLedger ledger;
  std::int64_t took = 0;
  std::uint64_t total = 0;
  {
    Counter counter("rows", 2);
    Sync::Barrier start("start", 2);
    const auto work = [&](int worker) {
      return [&, worker] {
        start.arrive_and_wait();
        for (std::uint64_t row = 0; row < kRows; ++row) counter.add(worker, 1);
      };
    };
    const std::int64_t begin = Sync::Clock::now();
    Sync::Thread first("first worker", work(0));
    Sync::Thread second("second worker", work(1));
    first.join();
    second.join();
    took = Sync::Clock::now() - begin;
    total = counter.total();
  }  // where a metered lock hands in its figures
  const auto ns = static_cast<double>(took);
  fmt::print("{:20} {} of {} rows counted in {:.1f} times the yardstick\n", how, total, 2 * kRows,
             yardstick == 0 ? 1 : ns / yardstick);
  for (const heddle::LockStats& lock : ledger.stats())
    fmt::print("  '{}' was taken {} times, and waited for {} times\n", lock.name, lock.acquisitions,
               lock.contended);
  return ns;
}

}  // namespace

int main() {
  const double yardstick = count<heddle::PerWorkerCounter<Sync>>("one for each worker:", 0);
  count<heddle::AtomicCounter<Sync>>("one atomic addition:", yardstick);
  count<heddle::MutexCounter<Sync>>("a mutex:", yardstick);
}
