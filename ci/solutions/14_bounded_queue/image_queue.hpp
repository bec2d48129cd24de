// The images between those who load and those who convert: a queue with room for so many.
#pragma once

#include <cstddef>
#include <deque>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class ImageQueue {
 public:
  // room: for how many images; at least 1.
  explicit ImageQueue(std::size_t room) : room_(room) {}

  // Waits while there is no room. Any loader at any time.
  void put(int image) {
    const Lock<Sync> lock(mutex_);
    while (size() == room_) taken_.wait(mutex_);
    images_.with_mut([&](std::deque<int>& images) { images.push_back(image); });
    filled_.notify_one();
  }

  // Waits while there is no image. Returns the oldest one. Any converter at any time.
  int take() {
    const Lock<Sync> lock(mutex_);
    while (size() == 0) filled_.wait(mutex_);
    const int image = images_.with_mut([](std::deque<int>& images) {
      const int first = images.front();
      images.pop_front();
      return first;
    });
    taken_.notify_one();
    return image;
  }

 private:
  std::size_t size() const {
    return images_.with([](const std::deque<int>& images) { return images.size(); });
  }

  const std::size_t room_;
  Mutex<Sync> mutex_{"queue mutex"};
  // One for those who wait for an image, one for those who wait for room: a notification wakes no other.
  ConditionVariable<Sync> filled_{"image came"};
  ConditionVariable<Sync> taken_{"image went"};
  Shared<Sync, std::deque<int>> images_{"images"};
};

}  // namespace heddle::exercise
