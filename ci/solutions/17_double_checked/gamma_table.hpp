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
    if (!is_made_.load(std::memory_order_acquire)) {  // with the release below: then the table is there too
      const Lock<Sync> lock(mutex_);
      if (!is_made_.load(std::memory_order_relaxed)) {  // the mutex orders this one
        table_.write(make());
        is_made_.store(true, std::memory_order_release);  // the table before it, for the first look
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
