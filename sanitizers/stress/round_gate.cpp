#include "sanitizers/stress/round_gate.hpp"

#include <thread>

namespace heddle {
namespace {

// How long a thread spins where it has a core of its own, and where it does not; then it sleeps.
constexpr int kSpins = 2000;
constexpr int kSpinsOnSharedCores = 20;

void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  asm volatile("yield" ::: "memory");
#endif
}

int spins_for(int threads) {
  return threads <= static_cast<int>(std::thread::hardware_concurrency()) ? kSpins : kSpinsOnSharedCores;
}

}  // namespace

RoundGate::RoundGate(int threads) : threads_(threads), spins_(spins_for(threads)) {}

// No yields: the scheduler takes a thread that yields again and again for one that wants nothing, and lets it
// wait for whole time slices when its turn has come.
void RoundGate::wait_for_round(std::uint32_t round) const {
  const auto has_come = [&] {
    return round_.load(std::memory_order_acquire) == round;
  };  // with meet()'s store
  for (int i = 0; i < spins_; ++i) {
    if (has_come()) return;
    pause();
  }
  while (!has_come()) round_.wait(round - 1, std::memory_order_acquire);
}

// The wake-ups took their time, and differently for each: only here, all awake, they begin. Relaxed: what
// they begin with was published by round_. A thread that got through may be at the next meeting already, but
// ready_ is reset only when all are there.
void RoundGate::leave_together() {
  if (ready_.fetch_add(1, std::memory_order_relaxed) + 1 == threads_) {
    ready_.notify_all();
    return;
  }
  for (int i = 0; i < spins_; ++i) {
    if (ready_.load(std::memory_order_relaxed) == threads_) return;
    pause();
  }
  for (int seen = 0; (seen = ready_.load(std::memory_order_relaxed)) != threads_;)
    ready_.wait(seen, std::memory_order_relaxed);
}

}  // namespace heddle
