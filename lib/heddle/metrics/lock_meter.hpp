// The figures that one lock gathers about itself.
#pragma once

#include <algorithm>
#include <cstdint>

#include "heddle/metrics/histogram.hpp"

namespace heddle {

// Thread safety: none; used by the holder of the lock.
struct LockMeter {
  const char* name = "";
  std::uint64_t acquisitions = 0;
  std::uint64_t contended = 0;
  std::int64_t wait_ns = 0;
  std::int64_t longest_wait_ns = 0;
  std::uint64_t hold_samples = 0;
  std::int64_t hold_ns = 0;
  std::int64_t longest_hold_ns = 0;
  Histogram waits;

  void waited(std::int64_t ns) {
    ++contended;
    wait_ns += ns;
    longest_wait_ns = std::max(longest_wait_ns, ns);
    waits.add(ns);
  }
  void held(std::int64_t ns) {
    ++hold_samples;
    hold_ns += ns;
    longest_hold_ns = std::max(longest_hold_ns, ns);
  }
};

}  // namespace heddle
