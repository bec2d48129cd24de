// A log in memory for workers that must never wait: a ring of lines, which one writer carries to the disk.
// Each place of the ring says which line lies in it.
#pragma once

#include <cstddef>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Logger {
 public:
  static constexpr int kLines = 2;  // that it holds; a power of two
  static constexpr int kNone = -1;

  // Logs the image that format() returns; false where the ring is full, and then format() is not called. Any
  // worker at any time, also from format() itself.
  template <class Format>
  bool log(Format format) {
    int line = claimed_.load(std::memory_order_relaxed);
    do {
      if (line - carried_.load(std::memory_order_acquire) >= kLines) return false;
    } while (!claimed_.compare_exchange_strong(line, line + 1, std::memory_order_relaxed));
    images_.write(static_cast<std::size_t>(line % kLines), format());
    written_[line % kLines].store(line + 1, std::memory_order_release);
    return true;
  }

  // The oldest line that nobody has carried yet, or kNone. By the one writer.
  int next_line() {
    const int line = carried_.load(std::memory_order_relaxed);
    if (written_[line % kLines].load(std::memory_order_acquire) != line + 1) return kNone;
    const int image = images_.read(static_cast<std::size_t>(line % kLines));
    carried_.store(line + 1, std::memory_order_release);
    return image;
  }

 private:
  using Count = Atomic<Sync, int>;

  SharedArray<Sync, int, kLines> images_{"images"};
  Count claimed_{"lines claimed", 0};
  Count written_[kLines]{Count{"line in place 0", 0}, Count{"line in place 1", 0}};  // plus one; 0: none yet
  Count carried_{"lines carried", 0};
};

}  // namespace heddle::exercise
