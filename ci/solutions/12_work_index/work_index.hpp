// Hands out the numbers of images to workers, without a lock.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr int kNoImage = -1;  // all are claimed

template <class Sync>
class WorkIndex {
 public:
  explicit WorkIndex(int images) : images_(images) {}

  // The next number, from 0 to below the number of images; then kNoImage, always. Any worker at any time.
  int claim() {
    // fetch_add would do too, until workers that find nothing have counted it past the largest int.
    int image = next_.load();
    while (image != images_)
      if (next_.compare_exchange_weak(image, image + 1))
        return image;  // else image is what others made of it
    return kNoImage;
  }

 private:
  const int images_;
  Atomic<Sync, int> next_{"next image", 0};
};

}  // namespace heddle::exercise
