// How many images were converted, and how many lines were logged about them. Each has a lock of its own,
// since most work needs only one.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Ledger {
 public:
  // A line is logged, and states the count. Any worker at any time.
  void log() {
    const Lock<Sync> lines(lines_mutex_);
    const Lock<Sync> images(images_mutex_);
    lines_.write(lines_.read() + 1);
    images_.write(images_.read() + 1);
  }

  // An image is counted, and a line says so. Any worker at any time.
  void count() {
    // The same order as in log().
    const Lock<Sync> lines(lines_mutex_);
    const Lock<Sync> images(images_mutex_);
    images_.write(images_.read() + 1);
    lines_.write(lines_.read() + 1);
  }

  // When all workers are done.
  int images() { return images_.read(); }
  int lines() { return lines_.read(); }

 private:
  Mutex<Sync> lines_mutex_{"lines mutex"};
  Mutex<Sync> images_mutex_{"images mutex"};
  Shared<Sync, int> lines_{"lines", 0};
  Shared<Sync, int> images_{"images", 0};
};

}  // namespace heddle::exercise
