// Hands a frame from the loader to the converter, without a lock: the pixels are plain memory, and a flag
// says that they are there.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Frame {
 public:
  // By the loader, once.
  void publish(int pixels) {
    pixels_.write(pixels);
    // TODO: what says that the pixels are written before the flag is up, and read after it was seen?
    is_there_.store(true, std::memory_order_relaxed);
  }

  // Waits for the frame. By the converter.
  int receive() {
    while (!is_there_.load(std::memory_order_relaxed)) Sync::yield();
    return pixels_.read();
  }

 private:
  Shared<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_there_{"frame is there", false};
};

}  // namespace heddle::exercise
