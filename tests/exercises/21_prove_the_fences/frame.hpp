// The code to prove; not to be changed. Hands one frame from a loader to a converter: the pixels are plain
// memory, a flag says that they are there, and fences keep the two in order ([atomics.fences]).
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Frame {
 public:
  static constexpr int kNone = -1;

  // By the loader, once.
  void publish(int pixels) {
    pixels_.write(pixels);
    Sync::fence(std::memory_order_release);
    is_there_.store(true, std::memory_order_relaxed);
  }

  // The pixels, or kNone as long as they are not there. Does not wait. By the converter.
  int receive() {
    if (!is_there_.load(std::memory_order_relaxed)) return kNone;
    Sync::fence(std::memory_order_acquire);
    return pixels_.read();
  }

 private:
  Shared<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_there_{"frame is there", false};
};

}  // namespace heddle::exercise
