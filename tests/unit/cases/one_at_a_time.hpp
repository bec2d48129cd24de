// A set of primitives for threads that run one after the other, each to its end: nobody could end a wait, so
// what would wait throws. A test then tries another order.
#pragma once

#include <stdexcept>
#include <utility>

#include "heddle/sync/sync.hpp"

namespace heddle::test {

struct WouldWait : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct OneAtATime : NativeSync {
  class HEDDLE_CAPABILITY("mutex") Mutex {
   public:
    explicit Mutex(const char* name) : name_(name) {}
    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

    void lock(Site = {}) HEDDLE_ACQUIRE() {
      if (held_) throw WouldWait(name_);
      held_ = true;
    }
    bool try_lock(Site = {}) HEDDLE_TRY_ACQUIRE(true) { return !std::exchange(held_, true); }
    void unlock(Site = {}) HEDDLE_RELEASE() { held_ = false; }

   private:
    const char* const name_;
    bool held_ = false;
  };

  class ConditionVariable {
   public:
    explicit ConditionVariable(const char* name) : name_(name) {}
    ConditionVariable(const ConditionVariable&) = delete;
    ConditionVariable& operator=(const ConditionVariable&) = delete;

    void wait([[maybe_unused]] Mutex& mutex, Site = {}) HEDDLE_REQUIRES(mutex) { throw WouldWait(name_); }
    void notify_one(Site = {}) {}
    void notify_all(Site = {}) {}

   private:
    const char* const name_;
  };

  class Semaphore {
   public:
    Semaphore(const char* name, int permits) : name_(name), permits_(permits) {}
    Semaphore(const Semaphore&) = delete;
    Semaphore& operator=(const Semaphore&) = delete;

    void acquire(Site = {}) {
      if (!try_acquire()) throw WouldWait(name_);
    }
    bool try_acquire(Site = {}) { return permits_ > 0 && permits_-- > 0; }
    void release(Site = {}) { ++permits_; }

   private:
    const char* const name_;
    int permits_;
  };

  static void yield(Site = {}) { throw WouldWait("yield"); }
};
static_assert(SyncSet<OneAtATime>);

}  // namespace heddle::test
