// The racy counter: read, add, write, with nothing around it. Two workers that read the same value lose one
// of their additions.
#pragma once

#include "heddle/count/counter.hpp"

namespace heddle {

// Thread safety: none, though it is made to be shared.
template <class Sync = NativeSync>
class UnsynchronizedCounter {
 public:
  UnsynchronizedCounter(const char* name, int /*workers*/) : value_(name, 0) {}

  void add(int /*worker*/, std::uint64_t n) {
    const std::uint64_t seen = value_.read();  // [race]
    value_.write(seen + n);                    // [race]
  }
  std::uint64_t total() const { return value_.read(); }

 private:
  Shared<Sync, std::uint64_t> value_;
};

}  // namespace heddle
