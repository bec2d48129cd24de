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
    // TODO: both operations are atomic. Are they one step?
    const int image = next_.load();
    if (image == images_) return kNoImage;
    next_.store(image + 1);
    return image;
  }

 private:
  const int images_;
  Atomic<Sync, int> next_{"next image", 0};
};

}  // namespace heddle::exercise
