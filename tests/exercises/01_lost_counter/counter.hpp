// Counts the images that all workers converted.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class ImageCounter {
 public:
  // Any worker at any time.
  void add_one() {
    // TODO: nobody else may count between this read and this write.
    const int seen = converted_.read();
    converted_.write(seen + 1);
  }

  // When all workers are done.
  int count() { return converted_.read(); }

 private:
  Shared<Sync, int> converted_{"converted", 0};
};

}  // namespace heddle::exercise
