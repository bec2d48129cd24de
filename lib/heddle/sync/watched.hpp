// A decorator over any native set that notes, for each thread, which waiting operation it is in, and who
// holds which mutex (watch.hpp). Components know nothing of it: they are instantiated with Watched<Sync>
// instead of Sync, and what hangs can then be told by name and line.
#pragma once

#include <atomic>
#include <string>
#include <utility>

#include "heddle/core/site.hpp"
#include "heddle/sync/sync.hpp"
#include "heddle/sync/thread_safety.hpp"
#include "heddle/sync/watch.hpp"

namespace heddle {

// Thread safety: as the mutex of Base.
template <class Base>
class HEDDLE_CAPABILITY("mutex") WatchedMutex {
 public:
  explicit WatchedMutex(const char* name) : mutex_(name), name_(name) {}
  WatchedMutex(const WatchedMutex&) = delete;
  WatchedMutex& operator=(const WatchedMutex&) = delete;

  void lock(Site site = Site::here()) HEDDLE_ACQUIRE() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::enter("lock", name_, this, site);
    mutex_.lock(site);
    Watch::leave();
    Watch::holds(this);
  }
  bool try_lock(Site site = Site::here()) HEDDLE_TRY_ACQUIRE(true) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (!mutex_.try_lock(site)) return false;
    Watch::holds(this);
    return true;
  }
  void unlock(Site site = Site::here()) HEDDLE_RELEASE() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::holds_no_more(this);
    mutex_.unlock(site);
  }

 private:
  template <class>
  friend class WatchedConditionVariable;

  typename Base::Mutex mutex_;
  const char* const name_;
};

// Thread safety: as the mutex of Base.
template <class Base>
class HEDDLE_CAPABILITY("mutex") WatchedSharedMutex {
 public:
  explicit WatchedSharedMutex(const char* name) : mutex_(name), name_(name) {}
  WatchedSharedMutex(const WatchedSharedMutex&) = delete;
  WatchedSharedMutex& operator=(const WatchedSharedMutex&) = delete;

  void lock(Site site = Site::here()) HEDDLE_ACQUIRE() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::enter("lock", name_, this, site);
    mutex_.lock(site);
    Watch::leave();
    Watch::holds(this);
  }
  bool try_lock(Site site = Site::here()) HEDDLE_TRY_ACQUIRE(true) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (!mutex_.try_lock(site)) return false;
    Watch::holds(this);
    return true;
  }
  void unlock(Site site = Site::here()) HEDDLE_RELEASE() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::holds_no_more(this);
    mutex_.unlock(site);
  }

  void lock_shared(Site site = Site::here()) HEDDLE_ACQUIRE_SHARED() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::enter("lock_shared", name_, this, site);
    mutex_.lock_shared(site);
    Watch::leave();
    Watch::holds(this);
  }
  bool try_lock_shared(Site site = Site::here())
      HEDDLE_TRY_ACQUIRE_SHARED(true) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (!mutex_.try_lock_shared(site)) return false;
    Watch::holds(this);
    return true;
  }
  void unlock_shared(Site site = Site::here()) HEDDLE_RELEASE_SHARED() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::holds_no_more(this);
    mutex_.unlock_shared(site);
  }

 private:
  typename Base::SharedMutex mutex_;
  const char* const name_;
};

// Thread safety: as the condition variable of Base. Its waiter counts as not holding the mutex.
template <class Base>
class WatchedConditionVariable {
 public:
  explicit WatchedConditionVariable(const char* name) : condition_(name), name_(name) {}

  void wait(WatchedMutex<Base>& mutex, Site site = Site::here())
      HEDDLE_REQUIRES(mutex) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Watch::enter("wait", name_, this, site);
    Watch::holds_no_more(&mutex);
    condition_.wait(mutex.mutex_, site);
    Watch::leave();
    Watch::holds(&mutex);
  }
  void notify_one(Site site = Site::here()) { condition_.notify_one(site); }
  void notify_all(Site site = Site::here()) { condition_.notify_all(site); }

 private:
  typename Base::ConditionVariable condition_;
  const char* const name_;
};

// Thread safety: as the semaphore of Base.
template <class Base>
class WatchedSemaphore {
 public:
  WatchedSemaphore(const char* name, int permits) : semaphore_(name, permits), name_(name) {}

  void acquire(Site site = Site::here()) {
    Watch::enter("acquire", name_, this, site);
    semaphore_.acquire(site);
    Watch::leave();
  }
  bool try_acquire(Site site = Site::here()) { return semaphore_.try_acquire(site); }
  void release(Site site = Site::here()) { semaphore_.release(site); }

 private:
  typename Base::Semaphore semaphore_;
  const char* const name_;
};

// Thread safety: as the barrier of Base.
template <class Base>
class WatchedBarrier {
 public:
  WatchedBarrier(const char* name, int threads) : barrier_(name, threads), name_(name) {}

  void arrive_and_wait(Site site = Site::here()) {
    Watch::enter("arrive_and_wait", name_, this, site);
    barrier_.arrive_and_wait(site);
    Watch::leave();
  }

 private:
  typename Base::Barrier barrier_;
  const char* const name_;
};

// Thread safety: as the latch of Base.
template <class Base>
class WatchedLatch {
 public:
  WatchedLatch(const char* name, int count) : latch_(name, count), name_(name) {}

  void count_down(Site site = Site::here()) { latch_.count_down(site); }
  void wait(Site site = Site::here()) const {
    Watch::enter("wait", name_, this, site);
    latch_.wait(site);
    Watch::leave();
  }

 private:
  typename Base::Latch latch_;
  const char* const name_;
};

// Thread safety: as the thread of Base.
template <class Base>
class WatchedThread {
 public:
  template <class F>
  WatchedThread(const char* name, F&& f, Site site = Site::here())
      : thread_(
            name,
            [name, run = std::forward<F>(f)]() mutable {
              Watch::name_thread(name);
              run();
            },
            site),
        name_(name),
        site_(site) {}
  WatchedThread(WatchedThread&& other) noexcept
      : thread_(std::move(other.thread_)), name_(other.name_), site_(other.site_), over_(other.over_) {
    other.over_ = true;
  }
  // Joins if nobody has; the place that is noted is the one where it was made.
  ~WatchedThread() {
    if (!over_) join(site_);
  }

  void join(Site site = Site::here()) {
    Watch::enter("join", name_, this, site);
    thread_.join(site);
    Watch::leave();
    over_ = true;
  }

 private:
  typename Base::Thread thread_;
  const char* name_;
  Site site_;
  bool over_ = false;  // joined, or moved from
};

// Thread safety and meaning: those of Base. It may neither be a model nor be given to one: a model's threads
// are one to the notes.
template <class Base = NativeSync>
struct Watched : Base {
  using Mutex = WatchedMutex<Base>;
  using SharedMutex = WatchedSharedMutex<Base>;
  using ConditionVariable = WatchedConditionVariable<Base>;
  using Semaphore = WatchedSemaphore<Base>;
  using Barrier = WatchedBarrier<Base>;
  using Latch = WatchedLatch<Base>;
  using Thread = WatchedThread<Base>;

  static void yield(Site site = Site::here()) {
    // Not left until the next operation that waits: a thread that spins is between two yields as often as in
    // one.
    Watch::enter("yield", "", nullptr, site);
    Base::yield(site);
  }
};

}  // namespace heddle
