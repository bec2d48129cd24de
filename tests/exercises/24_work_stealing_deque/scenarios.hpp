// The owner takes while others steal.
#pragma once

#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr Outcome kEachOnce{"each once", Grade::kAcceptable, "every image is had by one"};
inline constexpr Outcome kTwice{"one twice", Grade::kForbidden, "an image is had by two"};
inline constexpr Outcome kLost{"one lost", Grade::kForbidden, "an image is had by nobody"};

// How often each of the images 0 and 1 was had.
class Census {
 public:
  void count(int image) {
    if (image == 0 || image == 1) ++times_[image];
  }
  std::string outcome() const {
    if (times_[0] > 1 || times_[1] > 1) return "one twice";
    return times_[0] == 1 && times_[1] == 1 ? "each once" : "one lost";
  }

 private:
  int times_[2] = {};
};

// There are two images: the owner takes one, and a thief tries to get both.
template <class Sync>
struct OwnerAndThief {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kEachOnce, kTwice, kLost};

  OwnerAndThief() {
    deque_.push(0);
    deque_.push(1);
  }
  void thread(int worker) {
    if (worker == 0) {
      taken_ = deque_.take();
    } else {
      first_ = deque_.steal();
      second_ = deque_.steal();
    }
  }
  std::string after() {
    Census census;
    for (const int image : {taken_, first_, second_, deque_.take(), deque_.take()}) census.count(image);
    return census.outcome();
  }

  WorkDeque<Sync> deque_;
  int taken_ = -1;   // the owner's
  int first_ = -1;   // the thief's
  int second_ = -1;  // the thief's
};

// The owner loads two images while two thieves want one each: whoever has an image has its pixels.
template <class Sync>
struct LoadAndSteal {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{kEachOnce, kTwice, kLost};

  void thread(int worker) {
    if (worker == 0) {
      for (int image = 0; image < 2; ++image) {
        pixels_.write(static_cast<std::size_t>(image), 255);
        deque_.push(image);
      }
    } else {
      const int image = deque_.steal();
      if (image != WorkDeque<Sync>::kNone) pixels_.read(static_cast<std::size_t>(image));
      stolen_[worker - 1] = image;
    }
  }
  std::string after() {
    Census census;
    for (const int image : {stolen_[0], stolen_[1], deque_.take(), deque_.take()}) census.count(image);
    return census.outcome();
  }

  WorkDeque<Sync> deque_;
  SharedArray<Sync, int, 2> pixels_{"pixels"};
  int stolen_[2] = {-1, -1};  // by thief
};

using Scenarios = VariantList<Named<"owner_and_thief", OwnerAndThief>, Named<"load_and_steal", LoadAndSteal>>;

}  // namespace heddle::exercise
