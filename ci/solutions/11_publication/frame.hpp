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
    is_there_.store(true, std::memory_order_release);  // the pixels before it, for the acquire in receive()
  }

  // Waits for the frame. By the converter.
  int receive() {
    while (!is_there_.load(std::memory_order_acquire)) Sync::yield();  // with the release in publish()
    return pixels_.read();
  }

 private:
  Shared<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_there_{"frame is there", false};
};

}  // namespace heddle::exercise
