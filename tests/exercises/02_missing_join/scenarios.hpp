// One image is converted in the background.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct OneImage {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  static constexpr Outcome kOutcomes[]{
      {"200", Grade::kAcceptable, "the image is converted"},
      {"0", Grade::kForbidden, "the gray value was read before it was there"}};

  void thread(int) {
    gray_ = background_.gray_of([] { return 200; });
  }
  std::string after() { return std::to_string(gray_); }

  Background<Sync> background_;
  int gray_ = -1;  // of the only thread
};

using Scenarios = VariantList<Named<"one_image", OneImage>>;

}  // namespace heddle::exercise
