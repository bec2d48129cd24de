// Meeting points of threads: std::barrier, which can be used again, and std::latch, which cannot.
#pragma once

#include <barrier>
#include <cstddef>
#include <latch>

#include "heddle/core/site.hpp"

namespace heddle::native {

// Thread safety: arrive_and_wait by `threads` threads for each phase.
class Barrier {
 public:
  Barrier(const char* /*name*/, int threads) : barrier_(threads) {}

  void arrive_and_wait(Site = {}) { barrier_.arrive_and_wait(); }

 private:
  std::barrier<> barrier_;
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
