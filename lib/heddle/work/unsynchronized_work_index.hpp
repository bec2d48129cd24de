// The racy work index: look which job is next, move on, with nothing around it. Two workers that look at the
// same moment do the same job twice.
#pragma once

#include <cstddef>
#include <optional>

#include "heddle/sync/sync.hpp"

namespace heddle {

// Thread safety: none, though it is made to be shared; a job can be claimed more than once, and jobs beyond
// the last one never.
template <class Sync = NativeSync>
class UnsynchronizedWorkIndex {
 public:
  explicit UnsynchronizedWorkIndex(std::size_t jobs) : jobs_(jobs) {}

  // The next job, or nothing when all are claimed.
  std::optional<std::size_t> claim() {
    const std::size_t job = next_.read();  // [race]
    if (job >= jobs_) return std::nullopt;
    next_.write(job + 1);  // [race]
    return job;
  }

 private:
  const std::size_t jobs_;
  Shared<Sync, std::size_t> next_{"next job", 0};
};

}  // namespace heddle
