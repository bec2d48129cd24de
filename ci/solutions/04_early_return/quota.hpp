// Counts a day's images, up to a limit.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Quota {
 public:
  explicit Quota(int most) : most_(most) {}

  // Counts an image of this size, and returns whether it did: an empty image does not count, nor does any on
  // a full day. Any worker at any time.
  bool add(int bytes) {
    const Lock<Sync> lock(mutex_);  // given back on every way out
    if (bytes == 0) return false;
    if (images_.read() == most_) return false;
    images_.write(images_.read() + 1);
    return true;
  }

  // When all workers are done.
  int images() { return images_.read(); }

 private:
  const int most_;
  Mutex<Sync> mutex_{"quota mutex"};
  Shared<Sync, int> images_{"images", 0};
};

}  // namespace heddle::exercise
