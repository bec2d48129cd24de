// Two workers want the same image.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct SameImage {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"once", Grade::kAcceptable, "one worker converted the image, and both have its result"},
      {"twice", Grade::kForbidden, "both workers converted the image"},
      {"not the result", Grade::kForbidden, "a worker has something else than what convert() returned"}};

  void thread(int worker) {
    Worker& own = workers_[static_cast<std::size_t>(worker)];
    own.gray = cache_.gray_of(1, [&own, worker] {
      ++own.conversions;
      return kGray + worker;
    });
  }
  std::string after() {
    const auto& [first, second] = workers_;
    if (first.conversions + second.conversions > 1) return "twice";
    const int result = first.conversions == 1 ? kGray : kGray + 1;
    return first.gray == result && second.gray == result ? "once" : "not the result";
  }

  static constexpr int kGray = 100;  // of worker 0

  struct Worker {
    int conversions = 0;
    int gray = 0;
  };

  Cache<Sync> cache_;
  std::array<Worker, 2> workers_;
};

using Scenarios = VariantList<Named<"same_image", SameImage>>;

}  // namespace heddle::exercise
