// Sharing avoided: every worker adds to a value of its own, and the total is their sum at the end.
#pragma once

#include <cstddef>
#include <deque>

#include "heddle/count/counter.hpp"

namespace heddle {

// Thread safety: any number of workers, each with its own number. total() when all are joined.
template <class Sync = NativeSync>
class PerWorkerCounter {
 public:
  PerWorkerCounter(const char* name, int workers) {
    for (int worker = 0; worker < workers; ++worker) values_.emplace_back(name);
  }

  // Errors: std::out_of_range for a worker beyond the number at construction.
  void add(int worker, std::uint64_t n) {
    auto& own = values_.at(static_cast<std::size_t>(worker)).value;
    own.write(own.read() + n);
  }
  std::uint64_t total() const {
    std::uint64_t sum = 0;
    for (const auto& own : values_) sum += own.value.read();
    return sum;
  }

 private:
  // A cache line of its own keeps one worker's additions from slowing the next one's (false sharing).
  struct alignas(64) Own {
    explicit Own(const char* name) : value(name, 0) {}
    Shared<Sync, std::uint64_t> value;
  };

  std::deque<Own> values_;
};

}  // namespace heddle
