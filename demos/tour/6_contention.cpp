// Chapter 6 of docs/tour.md. First, contention: the same work while a lock is held, and before it is taken.
// Then processes: each has a copy of ordinary memory; what they share is asked for, and outlives one that is
// killed while it holds the lock, since a robust mutex is handed on with the word that its owner died.
#include <fmt/core.h>
#include <signal.h>

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
    Sync::Barrier start("start", 2);
    const auto work = [&] {
      start.arrive_and_wait();
      for (int turn = 0; turn < kTurns; ++turn) {
        heddle::spend<Sync>(ns_before);
        const heddle::Lock<Sync> lock(mutex);
        heddle::spend<Sync>(ns_inside);
      }
    };
    const Sync::Thread first("first worker", work), second("second worker", work);
  }  // both join here, and the lock then hands in its figures
  const heddle::LockStats lock = ledger.stats().at(0);
  fmt::print("{} the lock was taken {} times, and waited for {} times\n", how, lock.acquisitions,
             lock.contended);
}

struct Rows {
  heddle::RobustMutex mutex;
  int counted = 0;
};

}  // namespace

int main() {
  contend("work inside:", 0, 5'000);
  contend("work before:", 5'000, 0);

  int ordinary = 0;
  const heddle::SharedMemory<Rows> shared;
  const auto count = [&](bool dies) {
    for (int turn = 0; turn < kTurns; ++turn) {
      ++ordinary;
      const heddle::RobustLock lock(shared->mutex, [] {});  // an addition is whole or not: nothing to repair
      if (dies) ::raise(SIGKILL);
      ++shared->counted;
    }
  };
  heddle::Children children;
  for (const int child : {0, 1, 2}) children.start(child, [&count, child] { count(child == 0); });
  while (children.size() > 0) children.wait();
  fmt::print("ordinary memory: {} rows; shared memory: {} of {}; died with the lock: {}\n", ordinary,
             shared->counted, 2 * kTurns, shared->mutex.counts().owner_deaths);
}
