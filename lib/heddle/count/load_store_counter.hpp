// Looks fixed and is not: the value is atomic, the addition is not. No data race, so ThreadSanitizer is
// silent, and additions are lost as before.
#pragma once

#include "heddle/count/counter.hpp"

namespace heddle {

// Thread safety: free of data races; additions of several workers can be lost.
template <class Sync = NativeSync>
class LoadStoreCounter {
 public:
  LoadStoreCounter(const char* name, int /*workers*/) : value_(name, 0) {}

  void add(int /*worker*/, std::uint64_t n) {
    const std::uint64_t seen = value_.load(std::memory_order_relaxed);  // [race]
    value_.store(seen + n, std::memory_order_relaxed);                  // [race]
  }
  std::uint64_t total() const { return value_.load(std::memory_order_relaxed); }

 private:
  // Relaxed throughout: the value publishes nothing else, and total() is asked after the workers were joined.
  Atomic<Sync, std::uint64_t> value_;
};

}  // namespace heddle
