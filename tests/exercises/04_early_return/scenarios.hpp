// Two workers: on a day with room for one image, and with an image that is empty.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr Outcome kOneImage[]{
    {"one", Grade::kAcceptable, "one image is counted, and one worker was told so"},
    {"none", Grade::kForbidden, "no image was counted, and there was room for one"},
    {"two", Grade::kForbidden, "both workers were told that their image counts"}};

template <class Sync>
struct TwoAdd {
  static constexpr int kThreads = 2;

  TwoAdd(int most, int bytes_of_first) : quota_(most), bytes_{bytes_of_first, 12} {}

  void thread(int worker) {
    const auto i = static_cast<std::size_t>(worker);
    told_[i] = quota_.add(bytes_[i]);
  }
  std::string after() {
    const int told = static_cast<int>(told_[0]) + static_cast<int>(told_[1]);
    if (told != quota_.images())
      return std::to_string(told) + " told, " + std::to_string(quota_.images()) + " counted";
    return told == 1 ? "one" : told == 2 ? "two" : "none";
  }

  Quota<Sync> quota_;
  const std::array<int, 2> bytes_;
  std::array<bool, 2> told_{};  // one of each worker
};

template <class Sync>
struct FullDay : TwoAdd<Sync> {
  static constexpr const Outcome (&kOutcomes)[3] = kOneImage;
  FullDay() : TwoAdd<Sync>(1, 12) {}
};

template <class Sync>
struct EmptyImage : TwoAdd<Sync> {
  static constexpr const Outcome (&kOutcomes)[3] = kOneImage;
  EmptyImage() : TwoAdd<Sync>(2, 0) {}
};

using Scenarios = VariantList<Named<"full_day", FullDay>, Named<"empty_image", EmptyImage>>;

}  // namespace heddle::exercise
