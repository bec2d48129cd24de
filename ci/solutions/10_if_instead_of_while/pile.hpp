// A pile of images: a loader puts them on it, a converter waits for them.
#pragma once

#include <cstddef>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr int kNoImage = 0;  // no image has this number

template <class Sync>
class Pile {
 public:
  static constexpr std::size_t kRoom = 4;

  // Room has to be there. Any worker at any time.
  void put(int image) {
    const Lock<Sync> lock(mutex_);
    const std::size_t height = height_.read();
    images_.write(height, image);
    height_.write(height + 1);
    put_.notify_one();
  }

  // Waits for an image, and takes it from the top. Any worker at any time.
  int take() {
    const Lock<Sync> lock(mutex_);
    while (height_.read() == 0) put_.wait(mutex_);
    return top();
  }

  // The image on the top; kNoImage where there is none. Any worker at any time.
  int try_take() {
    const Lock<Sync> lock(mutex_);
    return top();
  }

 private:
  // The caller holds the lock.
  int top() {
    if (height_.read() == 0) return kNoImage;
    height_.write(height_.read() - 1);
    return images_.read(height_.read());
  }

  Mutex<Sync> mutex_{"pile mutex"};
  ConditionVariable<Sync> put_{"image was put"};
  SharedArray<Sync, int, kRoom> images_{"images"};
  Shared<Sync, std::size_t> height_{"height", 0};
};

}  // namespace heddle::exercise
