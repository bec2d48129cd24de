// std::condition_variable that waits on the set's own mutex.
#pragma once

#include <condition_variable>
#include <mutex>

#include "heddle/core/site.hpp"
#include "heddle/sync/native/mutex.hpp"
#include "heddle/sync/thread_safety.hpp"

namespace heddle::native {

// Thread safety: every member may be called by any thread; wait only by one that holds the mutex, and all
// waiters at one time with the same mutex.
class ConditionVariable {
 public:
  explicit ConditionVariable(const char* /*name*/) {}
  ConditionVariable(const ConditionVariable&) = delete;
  ConditionVariable& operator=(const ConditionVariable&) = delete;

  // Lets go of the mutex, sleeps until notified or for no reason at all, and takes the mutex again:
  // wait in a loop that tests the condition.
  void wait(Mutex& mutex, Site = {}) HEDDLE_REQUIRES(mutex) {
    std::unique_lock<std::mutex> held(mutex.native(), std::adopt_lock);
    condition_.wait(held);
    held.release();
  }
  void notify_one(Site = {}) { condition_.notify_one(); }
  void notify_all(Site = {}) { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace heddle::native
