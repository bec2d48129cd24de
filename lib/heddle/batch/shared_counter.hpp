// One type for all counters, so that a batch is compiled once and not once for each combination.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "heddle/batch/choices.hpp"

namespace heddle {

// Thread safety: that of the counter behind it.
class SharedCounter {
 public:
  virtual ~SharedCounter() = default;
  virtual void start(int worker, std::size_t job) = 0;  // worker begins this job, perhaps once more
  virtual void add(int worker, std::uint64_t n) = 0;
  virtual void discard(std::size_t job) = 0;  // what was counted for it, where the counter keeps jobs apart
  virtual std::uint64_t total() = 0;
};

// name: a literal. workers: worker numbers are below it. jobs: job numbers are below it.
std::unique_ptr<SharedCounter> make_counter(CounterKind kind, const char* name, int workers,
                                            std::size_t jobs);

}  // namespace heddle
