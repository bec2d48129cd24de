// The picture of the day: looked at by many, changed by few.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Picture {
 public:
  explicit Picture(int pixels) : pixels_("pixels", pixels) {}

  // Calls use(pixels) while nobody changes them, and counts it. Any worker at any time, any number of them at
  // once.
  template <class Use>
  void look(Use use) {
    const SharedLock<Sync> lock(mutex_);
    // TODO: who else is here now?
    looks_.write(looks_.read() + 1);
    use(pixels_);
  }

  // Waits until nobody looks. Any worker at any time.
  void change(int pixels) {
    const ExclusiveLock<Sync> lock(mutex_);
    pixels_.write(pixels);
  }

  // When all workers are done.
  int looks() { return looks_.read(); }

 private:
  SharedMutex<Sync> mutex_{"picture lock"};
  Shared<Sync, int> pixels_;
  Shared<Sync, int> looks_{"looks", 0};
};

}  // namespace heddle::exercise
