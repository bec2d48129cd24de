// A lock for a few instructions: who wants it tries until it has it.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Spinlock {
 public:
  // TODO: what has the next one to see? And while it waits, who has to go on?

  // Whether it was free, and is the caller's now. Any worker at any time.
  bool try_lock() { return !taken_.exchange(true, std::memory_order_relaxed); }

  // Waits until it is free, and takes it.
  void lock() {
    while (!try_lock()) {
    }
  }

  // By the one that has it.
  void unlock() { taken_.store(false, std::memory_order_relaxed); }

 private:
  Atomic<Sync, bool> taken_{"taken", false};
};

}  // namespace heddle::exercise
