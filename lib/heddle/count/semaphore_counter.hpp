// The racy counter's read, add, write, with a semaphore of one permit around it: one permit excludes as a
// mutex does, though nobody owns it.
#pragma once

#include "heddle/count/counter.hpp"

namespace heddle {

// Thread safety: any number of workers.
template <class Sync = NativeSync>
class SemaphoreCounter {
 public:
  SemaphoreCounter(const char* name, int /*workers*/) : value_(name, 0) {}

  void add(int /*worker*/, std::uint64_t n) {
    const Permit<Sync> permit(permit_);
    const std::uint64_t seen = value_.read();
    value_.write(seen + n);
  }
  std::uint64_t total() {
    const Permit<Sync> permit(permit_);
    return value_.read();
  }

 private:
  Semaphore<Sync> permit_{"counter permit", 1};
  Shared<Sync, std::uint64_t> value_;
};

}  // namespace heddle
