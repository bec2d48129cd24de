// A loader and a converter.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct PutAndTake {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"7", Grade::kAcceptable, "the converter has the image"}};

  void thread(int worker) {
    if (worker == 0)
      tray_.put(7);
    else
      taken_ = tray_.take();
  }
  std::string after() { return std::to_string(taken_); }

  Tray<Sync> tray_;
  int taken_ = 0;  // the converter's own
};

using Scenarios = VariantList<Named<"put_and_take", PutAndTake>>;

}  // namespace heddle::exercise
