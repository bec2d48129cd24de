// A worker's own images on a bounded ring: the owner adds and takes at the bottom, idle workers steal at the
// top (Chase and Lev, SPAA 2005; memory orders after Le, Pop, Cohen and Zappa Nardelli, PPoPP 2013).
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class WorkDeque {
 public:
  static constexpr int kImages = 2;  // that it holds; a power of two
  static constexpr int kNone = -1;

  // Adds an image at the bottom; false where it is full. By the owner.
  bool push(int image) {
    const int bottom = bottom_.load(std::memory_order_relaxed);
    if (bottom - top_.load(std::memory_order_acquire) >= kImages) return false;
    images_[bottom % kImages].store(image, std::memory_order_relaxed);
    bottom_.store(bottom + 1, std::memory_order_release);
    return true;
  }

  // The image that was added last, or kNone. By the owner.
  int take() {
    const int bottom = bottom_.load(std::memory_order_relaxed) - 1;
    bottom_.store(bottom, std::memory_order_relaxed);
    // TODO: the thieves see the new bottom before the owner looks at the top. Do they?
    int top = top_.load(std::memory_order_relaxed);
    if (top < bottom) return images_[bottom % kImages].load(std::memory_order_relaxed);

    int image = kNone;
    if (top == bottom) {  // the last one, for which the owner competes with the thieves
      image = images_[bottom % kImages].load(std::memory_order_relaxed);
      if (!top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst, std::memory_order_relaxed))
        image = kNone;
    }
    bottom_.store(bottom + 1, std::memory_order_relaxed);
    return image;
  }

  // The image that was added first, or kNone; also where another worker was quicker. Any worker at any time.
  int steal() {
    int top = top_.load(std::memory_order_acquire);
    Sync::fence(std::memory_order_seq_cst);
    if (top >= bottom_.load(std::memory_order_acquire)) return kNone;
    const int image = images_[top % kImages].load(std::memory_order_relaxed);
    const bool is_mine =
        top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst, std::memory_order_relaxed);
    return is_mine ? image : kNone;
  }

 private:
  using Image = Atomic<Sync, int>;

  Atomic<Sync, int> top_{"top", 0};
  Atomic<Sync, int> bottom_{"bottom", 0};
  Image images_[kImages]{Image{"image in place 0", kNone}, Image{"image in place 1", kNone}};
};

}  // namespace heddle::exercise
