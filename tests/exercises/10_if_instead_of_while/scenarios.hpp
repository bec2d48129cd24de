// A loader and a converter; and a loader that takes an image back.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct PutAndTake {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"7", Grade::kAcceptable, "the converter has the image"},
                                       {"0", Grade::kForbidden, "the converter went on without an image"}};

  void thread(int worker) {
    if (worker == 0)
      pile_.put(7);
    else
      taken_ = pile_.take();
  }
  std::string after() { return std::to_string(taken_); }

  Pile<Sync> pile_;
  int taken_ = kNoImage;  // the converter's own
};

template <class Sync>
struct TakenBack {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"7", Grade::kAcceptable, "the converter was quicker than the loader"},
      {"8", Grade::kAcceptable, "the loader took its image back, and put another one"},
      {"0", Grade::kForbidden, "the converter went on without an image"}};

  void thread(int worker) {
    if (worker == 1) {
      taken_ = pile_.take();
      return;
    }
    pile_.put(7);
    pile_.try_take();
    pile_.put(8);
  }
  std::string after() { return std::to_string(taken_); }

  Pile<Sync> pile_;
  int taken_ = kNoImage;  // the converter's own
};

using Scenarios = VariantList<Named<"put_and_take", PutAndTake>, Named<"taken_back", TakenBack>>;

}  // namespace heddle::exercise
