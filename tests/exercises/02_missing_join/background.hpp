// Converts an image on a thread of its own.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Background {
 public:
  // Runs convert() on another thread, and returns what it returned: the gray value of the image.
  template <class Convert>
  int gray_of(Convert convert) {
    Thread<Sync> worker{"converter", [this, convert] { gray_.write(convert()); }};
    // TODO: when is the gray value there?
    return gray_.read();
  }

 private:
  Shared<Sync, int> gray_{"gray", 0};
};

}  // namespace heddle::exercise
