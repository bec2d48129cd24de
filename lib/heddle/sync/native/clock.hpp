// The monotonic clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace heddle::native {

// Thread safety: any thread at any time. Costs about 50 ns where the clock is virtual.
struct Clock {
  // Nanoseconds since some fixed moment of this boot.
  static std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
};

}  // namespace heddle::native
