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
    while (size() == room_) changed_.wait(mutex_);
    images_.with_mut([&](std::deque<int>& images) { images.push_back(image); });
    changed_.notify_one();
  }

  // Waits while there is no image. Returns the oldest one. Any converter at any time.
  int take() {
    const Lock<Sync> lock(mutex_);
    while (size() == 0) changed_.wait(mutex_);
    const int image = images_.with_mut([](std::deque<int>& images) {
      const int first = images.front();
      images.pop_front();
      return first;
    });
    changed_.notify_one();
    return image;
  }

 private:
  std::size_t size() const {
    return images_.with([](const std::deque<int>& images) { return images.size(); });
  }

  const std::size_t room_;
  Mutex<Sync> mutex_{"queue mutex"};
  // TODO: who waits here, and whom of them does a notification wake?
  ConditionVariable<Sync> changed_{"queue changed"};
  Shared<Sync, std::deque<int>> images_{"images"};
};

}  // namespace heddle::exercise
