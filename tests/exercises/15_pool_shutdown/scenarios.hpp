// A pool is started, gets images and is shut down.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync, int Workers, int Images>
struct Day {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = Workers;
  static constexpr Outcome kOutcomes[]{
      {"all", Grade::kAcceptable, "each image was converted once"},
      {"some", Grade::kForbidden, "the pool was shut down, and an image was not converted"},
      {"too many", Grade::kForbidden, "an image was converted twice"}};

  void thread(int) {
    Converters<Sync> pool(Workers, [this](int) { converted_.fetch_add(1, std::memory_order_relaxed); });
    for (int image = 0; image < Images; ++image) pool.submit(image);
    pool.shutdown();
    at_the_end_ = converted_.load(std::memory_order_relaxed);
  }
  std::string after() { return at_the_end_ == Images ? "all" : at_the_end_ < Images ? "some" : "too many"; }

  Atomic<Sync, int> converted_{"converted", 0};
  int at_the_end_ = 0;  // the owner's own
};

template <class Sync>
using OneWorker = Day<Sync, 1, 2>;

// One of them has no image, and has to go home all the same.
template <class Sync>
using TwoWorkers = Day<Sync, 2, 1>;

using Scenarios = VariantList<Named<"one_worker", OneWorker>, Named<"two_workers", TwoWorkers>>;

}  // namespace heddle::exercise
