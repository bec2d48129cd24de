// Chapter 6 of docs/tour.md. First, contention: the same work while a lock is held, and before it is taken.
// Then processes: each has a copy of ordinary memory; what they share is asked for, and outlives one that is
// killed while it holds the lock, since a robust mutex is handed on with the word that its owner died.
#include <fmt/core.h>
#include <signal.h>

#include <exception>

#include "heddle/metrics/metered.hpp"
#include "heddle/process/children.hpp"
#include "heddle/process/robust_mutex.hpp"
#include "heddle/process/shared_memory.hpp"
#include "heddle/sync/spend.hpp"

namespace {

constexpr int kTurns = 10'000;  // of each worker

void contend(const char* how, std::int64_t ns_before, std::int64_t ns_inside) {
  using Sync = heddle::Metered<>;
  const heddle::LockLedger ledger;
  {
    Sync::Mutex mutex("log mutex");
    const auto work = [&] {
      for (int turn = 0; turn < kTurns; ++turn) {
        heddle::spend<Sync>(ns_before);
        const heddle::Lock<Sync> lock(mutex);
        heddle::spend<Sync>(ns_inside);
      }
    };
    const Sync::Thread first("first worker", work), second("second worker", work);
  }  // both join here, and the lock then hands in its figures
  const heddle::LockStats lock = ledger.stats().at(0);
  fmt::print("{} the lock was taken {} times, and waited for {} times, {:.1f} ms in all\n", how,
             lock.acquisitions, lock.contended, static_cast<double>(lock.wait_ns) / 1e6);
}

}  // namespace

int main() try {
  contend("work inside:", 0, 5'000);
  contend("work before:", 5'000, 0);

  int ordinary = 0;
  const heddle::SharedMemory<int> shared;
  const heddle::SharedMemory<heddle::RobustMutex> mutex;
  const auto count = [&](bool dies) {
    for (int turn = 0; turn < kTurns; ++turn) {
      ++ordinary;
      const heddle::RobustLock lock(*mutex, [] {});  // an addition is whole or not: nothing to repair
      if (dies) ::raise(SIGKILL);
      ++*shared;
    }
  };
  heddle::Children children;
  children.start(0, [&count] { count(true); });
  children.wait();  // so that it dies first, and the others find the lock
  for (const int child : {1, 2}) children.start(child, [&count] { count(false); });
  while (children.size() > 0) children.wait();
  fmt::print("ordinary memory: {} rows; shared memory: {} of {}; died with the lock: {}\n", ordinary, *shared,
             2 * kTurns, mutex->counts().owner_deaths);
} catch (const std::exception& error) {
  fmt::print(stderr, "tour_6_contention: {}\n", error.what());
  return 3;
}
