// A pool of converters: workers that are started once and convert the images that are submitted to them.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Converters {
 public:
  // convert(image) is called by the workers, several at a time.
  Converters(int workers, std::function<void(int)> convert) : convert_(std::move(convert)) {
    threads_.reserve(static_cast<std::size_t>(workers));
    for (int worker = 0; worker < workers; ++worker)
      threads_.push_back(Thread<Sync>("converter", [this] { work(); }));
  }

  // By the owner, before shutdown().
  void submit(int image) {
    const Lock<Sync> lock(mutex_);
    images_.with_mut([&](std::deque<int>& images) { images.push_back(image); });
    changed_.notify_one();
  }

  // Returns when every image that was submitted is converted. By the owner, once.
  void shutdown() {
    {
      const Lock<Sync> lock(mutex_);
      is_closing_.write(true);
      changed_.notify_all();
    }
    for (Thread<Sync>& worker : threads_) worker.join();
  }

 private:
  void work() {
    while (true) {
      int image = 0;
      {
        const Lock<Sync> lock(mutex_);
        while (is_empty() && !is_closing_.read()) changed_.wait(mutex_);
        if (is_empty()) return;  // and no other image will come
        image = images_.with_mut([](std::deque<int>& images) {
          const int first = images.front();
          images.pop_front();
          return first;
        });
      }
      convert_(image);
    }
  }

  bool is_empty() const {
    return images_.with([](const std::deque<int>& images) { return images.empty(); });
  }

  const std::function<void(int)> convert_;
  Mutex<Sync> mutex_{"pool mutex"};
  ConditionVariable<Sync> changed_{"pool changed"};
  Shared<Sync, std::deque<int>> images_{"images"};
  Shared<Sync, bool> is_closing_{"is closing", false};
  std::vector<Thread<Sync>> threads_;
};

}  // namespace heddle::exercise
