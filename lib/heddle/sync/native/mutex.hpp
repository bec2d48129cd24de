// std::mutex and std::shared_mutex with the attributes that -Wthread-safety needs.
#pragma once

#include <mutex>
#include <shared_mutex>

#include "heddle/core/site.hpp"
#include "heddle/sync/thread_safety.hpp"

namespace heddle::native {

// Thread safety: lock, try_lock from any thread; unlock from the one that holds it. Not recursive.
class HEDDLE_CAPABILITY("mutex") Mutex {
 public:
  explicit Mutex(const char* /*name*/) {}
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock(Site = {}) HEDDLE_ACQUIRE() { mutex_.lock(); }
  bool try_lock(Site = {}) HEDDLE_TRY_ACQUIRE(true) { return mutex_.try_lock(); }
  void unlock(Site = {}) HEDDLE_RELEASE() { mutex_.unlock(); }

  std::mutex& native() { return mutex_; }

 private:
  std::mutex mutex_;
};

// Thread safety: as Mutex; any number of threads may hold it shared. Which waiter goes first is unspecified.
class HEDDLE_CAPABILITY("mutex") SharedMutex {
 public:
  explicit SharedMutex(const char* /*name*/) {}
  SharedMutex(const SharedMutex&) = delete;
  SharedMutex& operator=(const SharedMutex&) = delete;

  void lock(Site = {}) HEDDLE_ACQUIRE() { mutex_.lock(); }
  bool try_lock(Site = {}) HEDDLE_TRY_ACQUIRE(true) { return mutex_.try_lock(); }
  void unlock(Site = {}) HEDDLE_RELEASE() { mutex_.unlock(); }
  void lock_shared(Site = {}) HEDDLE_ACQUIRE_SHARED() { mutex_.lock_shared(); }
  bool try_lock_shared(Site = {}) HEDDLE_TRY_ACQUIRE_SHARED(true) { return mutex_.try_lock_shared(); }
  void unlock_shared(Site = {}) HEDDLE_RELEASE_SHARED() { mutex_.unlock_shared(); }

 private:
  std::shared_mutex mutex_;
};

}  // namespace heddle::native
