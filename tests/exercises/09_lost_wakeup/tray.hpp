// A tray for one image: the loader puts it in, the converter waits for it.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Tray {
 public:
  // By the loader, once.
  void put(int image) {
    image_.store(image);
    filled_.notify_one();
  }

  // Waits for the image. By the converter, once.
  int take() {
    // TODO: what if the image comes after the look and before the sleep?
    while (image_.load() == kNone) {
      const Lock<Sync> lock(mutex_);
      filled_.wait(mutex_);
    }
    return image_.load();
  }

 private:
  static constexpr int kNone = 0;  // no image has this number

  Mutex<Sync> mutex_{"tray mutex"};
  ConditionVariable<Sync> filled_{"tray is filled"};
  Atomic<Sync, int> image_{"image", kNone};
};

}  // namespace heddle::exercise
