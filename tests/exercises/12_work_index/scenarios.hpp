// Two workers claim an image each: where there is one, and where there are two.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct TwoClaim {
  static constexpr int kThreads = 2;

  explicit TwoClaim(int images) : index_(images) {}

  void thread(int worker) { claimed_[static_cast<std::size_t>(worker)] = index_.claim(); }
  // The smaller number first.
  std::string after() {
    std::sort(claimed_.begin(), claimed_.end());
    return std::to_string(claimed_[0]) + " and " + std::to_string(claimed_[1]);
  }

  WorkIndex<Sync> index_;
  std::array<int, 2> claimed_{};  // one of each worker
};

template <class Sync>
struct OneImage : TwoClaim<Sync> {
  static constexpr Outcome kOutcomes[]{
      {"-1 and 0", Grade::kAcceptable, "one worker has the image, and the other was told that there is none"},
      {"0 and 0", Grade::kForbidden, "both workers have the same image"},
      {"0 and 1", Grade::kForbidden, "a worker has a number that no image has"},
      {"-1 and -1", Grade::kForbidden, "nobody has the image"}};
  OneImage() : TwoClaim<Sync>(1) {}
};

template <class Sync>
struct TwoImages : TwoClaim<Sync> {
  static constexpr Outcome kOutcomes[]{
      {"0 and 1", Grade::kAcceptable, "each worker has an image"},
      {"0 and 0", Grade::kForbidden, "both workers have the same image"},
      {"-1 and 0", Grade::kForbidden, "a worker was told that there is no image, and there was one"}};
  TwoImages() : TwoClaim<Sync>(2) {}
};

using Scenarios = VariantList<Named<"one_image", OneImage>, Named<"two_images", TwoImages>>;

}  // namespace heddle::exercise
