// Chapter 3 of docs/tour.md: a semaphore limits how many are inside, and only one permit excludes. Six
// workers pass one semaphore; those who hold a permit wait for each other at a barrier, and so as many as
// there are permits are inside at once, each time this runs. A permit has no owner: one thread may release
// what another one waits for, which a mutex forbids.
#include <fmt/core.h>

#include <algorithm>
#include <deque>

#include "heddle/sync/sync.hpp"

namespace {

using Sync = heddle::NativeSync;
constexpr int kWorkers = 6;  // a multiple of each number of permits

int most_inside(int permits) {
  Sync::Semaphore semaphore("permits", permits);
  Sync::Barrier all_inside("all inside", permits);
  Sync::Atomic<int> inside("inside", 0);
  Sync::Mutex mutex("most inside mutex");
  int most = 0;
  std::deque<Sync::Thread> workers;
  for (int i = 0; i < kWorkers; ++i)
    workers.emplace_back("worker", [&] {
      const heddle::Permit<Sync> permit(semaphore);
      const int now = inside.fetch_add(1) + 1;
      all_inside.arrive_and_wait();
      {
        const heddle::Lock<Sync> lock(mutex);
        most = std::max(most, now);
      }
      inside.fetch_sub(1);
    });
  for (Sync::Thread& worker : workers) worker.join();
  return most;
}

int handed_over() {
  Sync::Semaphore ready("ready", 0);
  Sync::Shared<int> rows("rows", 0);  // ordered by the semaphore: a release, and the acquisition after it
  Sync::Thread decoder("decoder", [&] {
    rows.write(480);
    ready.release();
  });
  ready.acquire();
  return rows.read();
}

}  // namespace

int main() {
  for (const int permits : {1, 2, 3})
    fmt::print("permits: {}, workers inside at once: {}\n", permits, most_inside(permits));
  fmt::print("a semaphore without a permit was waited for, and then there were {} rows\n", handed_over());
}
