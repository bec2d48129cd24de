// Meeting points of threads: a barrier, which can be used again, and std::latch, which cannot.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <latch>
#include <mutex>

#include "heddle/core/site.hpp"

namespace heddle::native {

// Not std::barrier: that of libstdc++ ends a phase with a release store and then looks whether anybody waits.
// The look may come first, and a thread sleeps for good.
//
// Thread safety: arrive_and_wait by `threads` threads for each phase.
class Barrier {
 public:
  Barrier(const char* /*name*/, int threads) : threads_(threads) {}

  void arrive_and_wait(Site = {}) {
    std::unique_lock lock(mutex_);
    if (++arrived_ == threads_) {
      arrived_ = 0;
      ++phase_;
      next_phase_.notify_all();
    } else {
      const std::uint64_t phase = phase_;
      while (phase_ == phase) next_phase_.wait(lock);
    }
  }

 private:
  const int threads_;
  std::mutex mutex_;
  std::condition_variable next_phase_;
  int arrived_ = 0;          // in this phase; under mutex_
  std::uint64_t phase_ = 0;  // under mutex_
};

// Thread safety: every member may be called by any thread; count_down at most `count` times in all.
class Latch {
 public:
  Latch(const char* /*name*/, int count) : latch_(count) {}

  void count_down(Site = {}) { latch_.count_down(); }
  void wait(Site = {}) const { latch_.wait(); }

 private:
  std::latch latch_;
};

}  // namespace heddle::native
