// The gamma table that every worker needs and the first one makes. Once it is made, nobody waits for it.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class GammaTable {
 public:
  // What make() returned, which is called once, when it is needed. Any worker at any time.
  template <class Make>
  int value(Make make) {
    // TODO: who sees the flag here has not taken the lock. What does it know of the table?
    if (!is_made_.load(std::memory_order_relaxed)) {
      const Lock<Sync> lock(mutex_);
      if (!is_made_.load(std::memory_order_relaxed)) {
        table_.write(make());
        is_made_.store(true, std::memory_order_relaxed);
      }
    }
    return table_.read();
  }

 private:
  Shared<Sync, int> table_{"gamma table", 0};
  Mutex<Sync> mutex_{"table mutex"};
  Atomic<Sync, bool> is_made_{"table is made", false};
};

}  // namespace heddle::exercise
