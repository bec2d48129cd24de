// A semaphore that measures itself. Several permits may be out at once, so its figures need protection of
// their own: a counter for the common case, a mutex where the clock was read anyway.
#pragma once

#include <atomic>
#include <cstdint>

#include "heddle/core/site.hpp"
#include "heddle/metrics/lock_ledger.hpp"
#include "heddle/metrics/lock_meter.hpp"

namespace heddle {

// Thread safety: as the semaphore of Base.
// A hold is timed from a sampled acquisition (every contended one, every kHoldSampling-th other) to the next
// release: with one permit that is the hold; with more it is a lower bound, since permits have no owner.
template <class Base>
class MeteredSemaphore {
 public:
  static constexpr std::uint64_t kHoldSampling = 128;  // a power of two

  MeteredSemaphore(const char* name, int permits) : semaphore_(name, permits) { meter_.name = name; }
  ~MeteredSemaphore() {
    meter_.acquisitions =
        acquisitions_.load(std::memory_order_relaxed);  // every user is done: nothing to order
    LockLedger::hand_in(meter_);
  }
  MeteredSemaphore(const MeteredSemaphore&) = delete;
  MeteredSemaphore& operator=(const MeteredSemaphore&) = delete;

  void acquire(Site site = Site::here()) {
    if (semaphore_.try_acquire(site)) {
      acquired();
      return;
    }
    const std::int64_t begin = Base::Clock::now();
    semaphore_.acquire(site);
    const std::int64_t end = Base::Clock::now();
    acquisitions_.fetch_add(1, std::memory_order_relaxed);
    held_since_.store(end, std::memory_order_relaxed);
    meter_mutex_.lock(site);
    meter_.waited(end - begin);
    meter_mutex_.unlock(site);
  }

  bool try_acquire(Site site = Site::here()) {
    if (!semaphore_.try_acquire(site)) return false;
    acquired();
    return true;
  }

  void release(Site site = Site::here()) {
    // Relaxed: the value is a time and publishes nothing; exchange lets one release alone take it.
    if (held_since_.load(std::memory_order_relaxed) != 0) {
      const std::int64_t since = held_since_.exchange(0, std::memory_order_relaxed);
      const std::int64_t now = Base::Clock::now();
      if (since != 0) {
        meter_mutex_.lock(site);
        meter_.held(now - since);
        meter_mutex_.unlock(site);
      }
    }
    semaphore_.release(site);
  }

 private:
  void acquired() {
    // Relaxed: a count that publishes nothing, read when every user is done.
    if ((acquisitions_.fetch_add(1, std::memory_order_relaxed) + 1) % kHoldSampling == 0)
      held_since_.store(Base::Clock::now(), std::memory_order_relaxed);
  }

  typename Base::Semaphore semaphore_;
  typename Base::template Atomic<std::uint64_t> acquisitions_{"semaphore acquisitions", 0};
  typename Base::template Atomic<std::int64_t> held_since_{"semaphore held since", 0};  // 0: not timed
  typename Base::Mutex meter_mutex_{"semaphore meter"};
  LockMeter meter_;
};

}  // namespace heddle
