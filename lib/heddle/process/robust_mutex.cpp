#include "heddle/process/robust_mutex.hpp"

#include <cerrno>
#include <chrono>
#include <ctime>
#include <system_error>

namespace heddle {
namespace {

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

// Waits for the lock, and looks again now and then of its own accord, because one wake-up can be lost for
// good: waiter A is woken by an unlock; C, which comes by, takes the lock first and knows of no waiter; A is
// killed before it has said so again; C's unlock wakes nobody, and waiter B sleeps on beside a free lock. The
// kernel wakes B for a dead A only where it finds the lock without an owner (handle_futex_death in
// kernel/futex/core.c).
int lock_despite_lost_wakeups(pthread_mutex_t& mutex) {
  constexpr long kPeriodNs = 20'000'000;
  constexpr long kSecondNs = 1'000'000'000;
  for (;;) {
    timespec until{};
    ::clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += kPeriodNs;
    if (until.tv_nsec >= kSecondNs) {
      until.tv_nsec -= kSecondNs;
      ++until.tv_sec;
    }
    const int result = pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &until);
    if (result != ETIMEDOUT) return result;
  }
}

}  // namespace

RobustMutex::RobustMutex() {
  pthread_mutexattr_t attributes;
  check(pthread_mutexattr_init(&attributes), "cannot make a mutex for processes");
  int error = pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  if (error == 0) error = pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  if (error == 0) error = pthread_mutex_init(&mutex_, &attributes);
  pthread_mutexattr_destroy(&attributes);
  check(error, "cannot make a mutex for processes");
}

RobustMutex::Before RobustMutex::lock() {
  using std::chrono::steady_clock;
  int result = pthread_mutex_trylock(&mutex_);
  std::uint64_t waited = 0;
  const bool contended = result == EBUSY;
  if (contended) {
    const auto begin = steady_clock::now();
    result = lock_despite_lost_wakeups(mutex_);
    waited = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(steady_clock::now() - begin).count());
  }
  if (result != 0 && result != EOWNERDEAD)
    check(result, "cannot lock what several processes share; a process died in it and nobody repaired it");

  const auto add = [](Word& word, std::uint64_t n) {
    word.store(word.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
  };
  add(acquisitions_, 1);
  if (contended) {
    add(contended_, 1);
    add(total_wait_ns_, waited);
    if (waited > longest_wait_ns_.load(std::memory_order_relaxed))
      longest_wait_ns_.store(waited, std::memory_order_relaxed);
  }
  if (result != EOWNERDEAD) return Before::kReleased;
  add(owner_deaths_, 1);
  return Before::kDied;
}

void RobustMutex::mark_consistent() {
  check(pthread_mutex_consistent(&mutex_), "cannot declare a lock repaired whose owner had not died");
}

void RobustMutex::unlock() {
  pthread_mutex_unlock(&mutex_);
}

LockCounts RobustMutex::counts() const {
  const auto get = [](const Word& word) { return word.load(std::memory_order_relaxed); };
  return {get(acquisitions_), get(contended_), get(total_wait_ns_), get(longest_wait_ns_),
          get(owner_deaths_)};
}

}  // namespace heddle
