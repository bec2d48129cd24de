// One atomic read-modify-write for each addition: nothing can come between the read and the write.
#pragma once

#include "heddle/count/counter.hpp"

namespace heddle {

// Thread safety: any number of workers.
template <class Sync = NativeSync>
class AtomicCounter {
 public:
  AtomicCounter(const char* name, int /*workers*/) : value_(name, 0) {}

  // Relaxed is enough: a read-modify-write always reads the last value in the modification order, the value
  // publishes nothing else, and total() is asked after the workers were joined.
  void add(int /*worker*/, std::uint64_t n) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::uint64_t total() const { return value_.load(std::memory_order_relaxed); }

 private:
  Atomic<Sync, std::uint64_t> value_;
};

}  // namespace heddle
