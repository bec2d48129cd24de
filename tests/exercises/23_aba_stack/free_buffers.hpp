// The buffers in which no image lies now, as a stack without locks: top_ names the first, and each names the
// next (Treiber, Systems Programming: Coping with Parallelism, IBM RJ 5118, 1986).
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class FreeBuffers {
 public:
  static constexpr int kBuffers = 3;
  static constexpr int kNone = -1;

  // A buffer that is now the caller's alone, or kNone: the one that was given back last. Any worker at any
  // time.
  int take() {
    int top = top_.load(std::memory_order_acquire);
    while (top != kNone) {
      const int next = next_[top].load(std::memory_order_relaxed);
      // TODO: top_ is what it was. Is everything else, too?
      if (top_.compare_exchange_strong(top, next, std::memory_order_acq_rel, std::memory_order_acquire))
        break;
    }
    return top;
  }

  // Of a buffer that the caller has taken. Any worker at any time.
  void give_back(int buffer) {
    int top = top_.load(std::memory_order_relaxed);
    do {
      next_[buffer].store(top, std::memory_order_relaxed);
    } while (
        !top_.compare_exchange_strong(top, buffer, std::memory_order_release, std::memory_order_relaxed));
  }

 private:
  using Index = Atomic<Sync, int>;

  Index top_{"top", 0};
  Index next_[kBuffers]{Index{"next of 0", 1}, Index{"next of 1", 2}, Index{"next of 2", kNone}};
};

}  // namespace heddle::exercise
