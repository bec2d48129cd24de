// A log in memory for workers that must never wait: a ring of lines, which one writer carries to the disk.
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
    written_.fetch_add(1, std::memory_order_acq_rel);
    return true;
  }

  // The oldest line that nobody has carried yet, or kNone. By the one writer.
  int next_line() {
    const int line = carried_.load(std::memory_order_relaxed);
    // TODO: so many lines are written. Which?
    if (written_.load(std::memory_order_acquire) <= line) return kNone;
    const int image = images_.read(static_cast<std::size_t>(line % kLines));
    carried_.store(line + 1, std::memory_order_release);
    return image;
  }

 private:
  SharedArray<Sync, int, kLines> images_{"images"};
  Atomic<Sync, int> claimed_{"lines claimed", 0};
  Atomic<Sync, int> written_{"lines written", 0};
  Atomic<Sync, int> carried_{"lines carried", 0};
};

}  // namespace heddle::exercise
