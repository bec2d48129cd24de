// Which job is next: one number that all workers take from.
#pragma once

#include <cstddef>
#include <optional>

#include "heddle/sync/sync.hpp"

namespace heddle {

// Thread safety: any number of workers. Every job from 0 to jobs - 1 is claimed exactly once, in order.
template <class Sync = NativeSync>
class WorkIndex {
 public:
  explicit WorkIndex(std::size_t jobs) : jobs_(jobs) {}

  // The next job, or nothing when all are claimed. May be called at most 2^63 times.
  std::optional<std::size_t> claim() {
    // Relaxed: the read-modify-write alone makes claims differ; the jobs themselves were made before the
    // workers were started.
    const std::size_t job = next_.fetch_add(1, std::memory_order_relaxed);
    if (job >= jobs_) return std::nullopt;
    return job;
  }

 private:
  const std::size_t jobs_;
  Atomic<Sync, std::size_t> next_{"next job", 0};
};

}  // namespace heddle
