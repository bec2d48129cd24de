// A tray for one image: the loader puts it in, the converter waits for it.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Tray {
 public:
  // By the loader, once.
  void put(int image) {
    {
      const Lock<Sync> lock(mutex_);
      image_.store(image);
    }
    filled_.notify_one();
  }

  // Waits for the image. By the converter, once.
  int take() {
    const Lock<Sync> lock(mutex_);
    while (image_.load() == kNone) filled_.wait(mutex_);
    return image_.load();
  }

 private:
  static constexpr int kNone = 0;  // no image has this number

  Mutex<Sync> mutex_{"tray mutex"};
  ConditionVariable<Sync> filled_{"tray is filled"};
  Atomic<Sync, int> image_{"image", kNone};
};

}  // namespace heddle::exercise
