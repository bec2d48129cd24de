// Keeps the gray values of images that were converted, so that none is converted again.
#pragma once

#include <cstddef>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Cache {
 public:
  static constexpr std::size_t kImages = 4;

  // The gray value of the image, which is less than kImages. convert() makes it, once for each image; it is
  // never 0. Any worker at any time.
  template <class Convert>
  int gray_of(std::size_t image, Convert convert) {
    // TODO: kept() and keep() are locked. What may happen between them?
    if (const int gray = kept(image); gray != kNone) return gray;
    const int gray = convert();
    keep(image, gray);
    return gray;
  }

 private:
  static constexpr int kNone = 0;  // not converted yet

  int kept(std::size_t image) {
    const Lock<Sync> lock(mutex_);
    return grays_.read(image);
  }
  void keep(std::size_t image, int gray) {
    const Lock<Sync> lock(mutex_);
    grays_.write(image, gray);
  }

  Mutex<Sync> mutex_{"cache mutex"};
  SharedArray<Sync, int, kImages> grays_{"grays"};
};

}  // namespace heddle::exercise
