// Threads that lock one mutex so many times each: of all searches the one whose size is known by counting.
#pragma once

#include <cstdint>

#include "heddle/sync/lock.hpp"
#include "sanitizers/relacy/model_sync.hpp"

namespace heddle::test {

template <int Threads, int Times>
struct Locked {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    void thread(int) {
      for (int i = 0; i < Times; ++i) const Lock<Sync> lock(mutex_);
    }
    Mutex<Sync> mutex_{"mutex"};
  };
  // In how many orders they can do so: (TK)! / K!^T.
  static constexpr std::uint64_t orders() {
    std::uint64_t orders = 1;
    for (int t = 1; t <= Threads; ++t)  // each thread's locks among those of the threads before it
      for (int k = 1; k <= Times; ++k)
        orders = orders * static_cast<std::uint64_t>((t - 1) * Times + k) / static_cast<std::uint64_t>(k);
    return orders;
  }
};
static_assert(Locked<3, 2>::orders() == 90);
static_assert(Locked<3, 3>::orders() == 1'680);
static_assert(Locked<4, 2>::orders() == 2'520);
static_assert(Locked<4, 3>::orders() == 369'600);

}  // namespace heddle::test
