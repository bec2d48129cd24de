// Counts the images that all workers converted.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class ImageCounter {
 public:
  // Any worker at any time.
  void add_one() {
    const Lock<Sync> lock(mutex_);
    converted_.write(converted_.read() + 1);
  }

  // When all workers are done.
  int count() { return converted_.read(); }

 private:
  Mutex<Sync> mutex_{"counter mutex"};
  Shared<Sync, int> converted_{"converted", 0};
};

}  // namespace heddle::exercise
