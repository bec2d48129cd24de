// A mutex that measures itself, and the condition variable that goes with it. The clock, which costs more
// than an uncontended lock, is read only where the first try failed and for one hold in kHoldSampling.
#pragma once

#include <cstdint>

#include "heddle/core/site.hpp"
#include "heddle/metrics/lock_ledger.hpp"
#include "heddle/metrics/lock_meter.hpp"
#include "heddle/sync/thread_safety.hpp"

namespace heddle {

// Thread safety: as the mutex of Base.
// Hold times are those of every contended acquisition and of every kHoldSampling-th other.
template <class Base>
class HEDDLE_CAPABILITY("mutex") MeteredMutex {
 public:
  static constexpr std::uint64_t kHoldSampling = 128;  // a power of two

  explicit MeteredMutex(const char* name) : mutex_(name) { meter_.name = name; }
  ~MeteredMutex() { LockLedger::hand_in(meter_); }
  MeteredMutex(const MeteredMutex&) = delete;
  MeteredMutex& operator=(const MeteredMutex&) = delete;

  void lock(Site site = Site::here()) HEDDLE_ACQUIRE() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (mutex_.try_lock(site)) [[likely]]
      acquired();
    else
      wait_for_lock(site);
  }

  bool try_lock(Site site = Site::here()) HEDDLE_TRY_ACQUIRE(true) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (!mutex_.try_lock(site)) return false;
    acquired();
    return true;
  }

  void unlock(Site site = Site::here()) HEDDLE_RELEASE() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    stop_timing();
    mutex_.unlock(site);
  }

 private:
  template <class>
  friend class MeteredConditionVariable;

  void acquired() {
    if (++meter_.acquisitions % kHoldSampling == 0) [[unlikely]]
      begin_timing();
  }
  void stop_timing() {
    if (held_since_ != 0) [[unlikely]]
      end_timing();
  }

  // What reads the clock stays out of line, so that the rest is small enough to be inlined.
  [[gnu::noinline]] void wait_for_lock(Site site) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    const std::int64_t begin = Base::Clock::now();
    mutex_.lock(site);
    held_since_ = Base::Clock::now();
    ++meter_.acquisitions;
    meter_.waited(held_since_ - begin);
  }
  [[gnu::noinline]] void begin_timing() { held_since_ = Base::Clock::now(); }
  [[gnu::noinline]] void end_timing() {
    meter_.held(Base::Clock::now() - held_since_);
    held_since_ = 0;
  }

  typename Base::Mutex mutex_;
  // Both belong to the holder of mutex_, and stand where its cache line is.
  std::int64_t held_since_ = 0;  // 0: this hold is not timed
  LockMeter meter_;
};

// Thread safety: as the condition variable of Base. The time inside wait counts neither as waiting for the
// mutex nor as holding it.
template <class Base>
class MeteredConditionVariable {
 public:
  explicit MeteredConditionVariable(const char* name) : condition_(name) {}

  void wait(MeteredMutex<Base>& mutex, Site site = Site::here())
      HEDDLE_REQUIRES(mutex) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex.stop_timing();
    condition_.wait(mutex.mutex_, site);
  }
  void notify_one(Site site = Site::here()) { condition_.notify_one(site); }
  void notify_all(Site site = Site::here()) { condition_.notify_all(site); }

 private:
  typename Base::ConditionVariable condition_;
};

}  // namespace heddle
