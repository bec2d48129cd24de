// The racy counter's read, add, write, with a mutex around it.
#pragma once

#include "heddle/count/counter.hpp"

namespace heddle {

// Thread safety: any number of workers.
template <class Sync = NativeSync>
class MutexCounter {
 public:
  MutexCounter(const char* name, int /*workers*/) : value_(name, 0) {}

  void add(int /*worker*/, std::uint64_t n) {
    const Lock<Sync> lock(mutex_);
    const std::uint64_t seen = value_.read();
    value_.write(seen + n);
  }
  std::uint64_t total() {
    const Lock<Sync> lock(mutex_);
    return value_.read();
  }

 private:
  Mutex<Sync> mutex_{"counter mutex"};
  Shared<Sync, std::uint64_t> value_ HEDDLE_GUARDED_BY(mutex_);
};

}  // namespace heddle
