// A mutex for processes that may be killed while they hold it (POSIX: PTHREAD_PROCESS_SHARED and
// PTHREAD_MUTEX_ROBUST). The kernel hands it to the next one that wants it, with the word that its owner
// died; that one repairs what the lock protects before anybody goes on.
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <utility>

namespace heddle {

// What waiting on a lock came to. Times are nanoseconds.
struct LockCounts {
  std::uint64_t acquisitions = 0;
  std::uint64_t contended = 0;  // acquisitions that did not succeed at the first try
  std::uint64_t total_wait_ns = 0;
  std::uint64_t longest_wait_ns = 0;
  std::uint64_t owner_deaths = 0;  // times it was taken over from a dead owner
};

// Lives in shared memory. Thread safety: any thread of any process; unlock() by the one that holds it. Not
// recursive. The clock is read only when the first try fails, so an uncontended lock costs no look at it.
class RobustMutex {
 public:
  // Errors: std::system_error.
  RobustMutex();
  RobustMutex(const RobustMutex&) = delete;
  RobustMutex& operator=(const RobustMutex&) = delete;

  enum class Before { kReleased, kDied };

  // kDied: the previous owner died with the lock. The caller holds it, repairs the state and calls
  // mark_consistent() before unlock(); else nobody can ever lock it again.
  // Errors: std::system_error (ENOTRECOVERABLE) when a caller before did not keep to that.
  [[nodiscard]] Before lock();
  void mark_consistent();
  void unlock();

  // May be asked at any time, without the lock. A kill at the wrong moment can cost one count of one of them.
  LockCounts counts() const;

 private:
  using Word = std::atomic<std::uint64_t>;
  static_assert(Word::is_always_lock_free, "a lock hidden in an atomic would not be shared by processes");

  pthread_mutex_t mutex_;
  // Written by the owner alone, hence a load and a store each.
  Word acquisitions_{0};
  Word contended_{0};
  Word total_wait_ns_{0};
  Word longest_wait_ns_{0};
  Word owner_deaths_{0};
};

// Holds a RobustMutex from construction to destruction.
// Thread safety: belongs to the thread that made it.
class RobustLock {
 public:
  // repair(): called with the lock held when the previous owner died; it leaves the state as if that one had
  // either finished or never begun. It may be killed itself at any step and is then called by the next owner.
  // When it throws, the mutex is lost for good, as what it protects is.
  template <class Repair>
  RobustLock(RobustMutex& mutex, Repair&& repair) : mutex_(mutex) {
    if (mutex_.lock() != RobustMutex::Before::kDied) return;
    try {
      std::forward<Repair>(repair)();
    } catch (...) {
      mutex_.unlock();
      throw;
    }
    mutex_.mark_consistent();
  }
  ~RobustLock() { mutex_.unlock(); }

  RobustLock(const RobustLock&) = delete;
  RobustLock& operator=(const RobustLock&) = delete;

 private:
  RobustMutex& mutex_;
};

}  // namespace heddle
