// What waiting on one lock cost: the record that metrics fills and reports read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace heddle {

struct LockStats {
  struct Percentiles {
    std::int64_t p50_ns = 0;
    std::int64_t p90_ns = 0;
    std::int64_t p99_ns = 0;
  };

  std::string name;                // as given where the lock is made
  std::uint64_t acquisitions = 0;  // successful ones
  std::uint64_t contended = 0;     // of those, the ones that had to wait
  std::int64_t wait_ns = 0;        // all waits together, summed over workers
  std::int64_t longest_wait_ns = 0;
  std::optional<Percentiles> waits;  // of the contended acquisitions, where they were recorded
  std::uint64_t hold_samples = 0;    // how many holds were timed
  std::int64_t hold_ns = 0;          // the timed holds together
  std::int64_t longest_hold_ns = 0;
};

}  // namespace heddle
