// Scoped ownership of a lock, the same for every set.
#pragma once

#include "heddle/core/site.hpp"
#include "heddle/sync/thread_safety.hpp"

namespace heddle {

// Holds a mutex from construction to destruction.
// Thread safety: belongs to the thread that made it. Invariant: the mutex is held.
template <class Sync>
class HEDDLE_SCOPED_CAPABILITY Lock {
 public:
  using Mutex = typename Sync::Mutex;

  explicit Lock(Mutex& mutex, Site site = Site::here()) HEDDLE_ACQUIRE(mutex) : mutex_(mutex), site_(site) {
    mutex_.lock(site);
  }
  ~Lock() HEDDLE_RELEASE() { mutex_.unlock(site_); }

  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  Mutex& mutex_;
  const Site site_;
};

// Holds a SharedMutex together with other readers.
// Thread safety: belongs to the thread that made it.
template <class Sync>
class HEDDLE_SCOPED_CAPABILITY SharedLock {
 public:
  using SharedMutex = typename Sync::SharedMutex;

  explicit SharedLock(SharedMutex& mutex, Site site = Site::here()) HEDDLE_ACQUIRE_SHARED(mutex)
      : mutex_(mutex), site_(site) {
    mutex_.lock_shared(site);
  }
  ~SharedLock() HEDDLE_RELEASE() { mutex_.unlock_shared(site_); }

  SharedLock(const SharedLock&) = delete;
  SharedLock& operator=(const SharedLock&) = delete;

 private:
  SharedMutex& mutex_;
  const Site site_;
};

// Holds a SharedMutex alone.
// Thread safety: belongs to the thread that made it.
template <class Sync>
class HEDDLE_SCOPED_CAPABILITY ExclusiveLock {
 public:
  using SharedMutex = typename Sync::SharedMutex;

  explicit ExclusiveLock(SharedMutex& mutex, Site site = Site::here()) HEDDLE_ACQUIRE(mutex)
      : mutex_(mutex), site_(site) {
    mutex_.lock(site);
  }
  ~ExclusiveLock() HEDDLE_RELEASE() { mutex_.unlock(site_); }

  ExclusiveLock(const ExclusiveLock&) = delete;
  ExclusiveLock& operator=(const ExclusiveLock&) = delete;

 private:
  SharedMutex& mutex_;
  const Site site_;
};

// Holds one permit of a semaphore from construction to destruction.
// Thread safety: belongs to the thread that made it.
template <class Sync>
class Permit {
 public:
  using Semaphore = typename Sync::Semaphore;

  explicit Permit(Semaphore& semaphore, Site site = Site::here()) : semaphore_(semaphore), site_(site) {
    semaphore_.acquire(site);
  }
  ~Permit() { semaphore_.release(site_); }

  Permit(const Permit&) = delete;
  Permit& operator=(const Permit&) = delete;

 private:
  Semaphore& semaphore_;
  const Site site_;
};

}  // namespace heddle
