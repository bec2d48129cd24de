// Two workers draw on their tiles and let go of the image.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct TwoWorkers {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"10 20 ", Grade::kAcceptable, "the image was saved once, with what both have drawn"},
      {"", Grade::kForbidden, "nobody saved the image"},
      {"10 20 10 20 ", Grade::kForbidden, "both workers saved the image"}};

  void thread(int worker) {
    const auto me = static_cast<std::size_t>(worker);
    image_.draw(me, worker == 0 ? 10 : 20);
    image_.let_go([this, me](int gray) { saved_[me] += std::to_string(gray) + " "; });
  }
  std::string after() { return saved_[0] + saved_[1]; }

  SharedImage<Sync> image_{kThreads};
  std::array<std::string, 2> saved_;  // each worker's own
};

using Scenarios = VariantList<Named<"two_workers", TwoWorkers>>;

}  // namespace heddle::exercise
