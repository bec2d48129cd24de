// Two workers load images together.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr Outcome kWhole{"whole", Grade::kAcceptable, "both have the gray of all strips"};
inline constexpr Outcome kMixed{"mixed", Grade::kForbidden,
                                "a strip was used that is not of this image, or not yet loaded"};

// Strips of image i have the gray values 10^2i and 10^(2i + 1).
template <class Sync, int Images>
struct LoadTogether {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kWhole, kMixed};

  void thread(int worker) {
    int gray = worker == 0 ? 1 : 10;
    int sum = 11;
    bool is_whole = true;
    for (int image = 0; image < Images; ++image) {
      is_whole = strips_.gray_sum(worker, [gray] { return gray; }) == sum && is_whole;
      gray *= 100;
      sum *= 100;
    }
    is_whole_[static_cast<std::size_t>(worker)] = is_whole;
  }
  std::string after() { return is_whole_[0] && is_whole_[1] ? "whole" : "mixed"; }

  Strips<Sync> strips_{kThreads};
  std::array<bool, 2> is_whole_{};  // each worker's own
};

template <class Sync>
using OneImage = LoadTogether<Sync, 1>;

template <class Sync>
using TwoImages = LoadTogether<Sync, 2>;

using Scenarios = VariantList<Named<"one_image", OneImage>, Named<"two_images", TwoImages>>;

}  // namespace heddle::exercise
