// The buffers in which no image lies now, as a stack without locks: top_ names the first, and each names the
// next (Treiber, Systems Programming: Coping with Parallelism, IBM RJ 5118, 1986). top_ also counts its
// changes, so that an exchange fails where it was changed and changed back (IBM System/370 Principles of
// Operation, appendix A).
#pragma once

#include <cstdint>

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
    Top top = top_.load(std::memory_order_acquire);
    while (buffer_of(top) != kNone) {
      const int next = next_[buffer_of(top)].load(std::memory_order_relaxed);
      if (top_.compare_exchange_strong(top, after(top, next), std::memory_order_acq_rel,
                                       std::memory_order_acquire))
        break;
    }
    return buffer_of(top);
  }

  // Of a buffer that the caller has taken. Any worker at any time.
  void give_back(int buffer) {
    Top top = top_.load(std::memory_order_relaxed);
    do {
      next_[buffer].store(buffer_of(top), std::memory_order_relaxed);
    } while (!top_.compare_exchange_strong(top, after(top, buffer), std::memory_order_release,
                                           std::memory_order_relaxed));
  }

 private:
  // How often it changed, and the buffer plus one.
  using Top = std::uint64_t;
  using Index = Atomic<Sync, int>;

  static constexpr int kCountShift = 32;

  static constexpr int buffer_of(Top top) { return static_cast<int>(static_cast<std::uint32_t>(top)) - 1; }
  static constexpr Top after(Top top, int buffer) {
    return (((top >> kCountShift) + 1) << kCountShift) | static_cast<std::uint32_t>(buffer + 1);
  }

  Atomic<Sync, Top> top_{"top", 1};
  Index next_[kBuffers]{Index{"next of 0", 1}, Index{"next of 1", 2}, Index{"next of 2", kNone}};
};

}  // namespace heddle::exercise
