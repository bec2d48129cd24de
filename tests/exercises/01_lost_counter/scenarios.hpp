// Two workers convert one image each, and count it.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct TwoWorkers {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both images are counted"},
                                       {"1", Grade::kForbidden, "one of two images was not counted"}};

  void thread(int) { counter_.add_one(); }
  std::string after() { return std::to_string(counter_.count()); }

  ImageCounter<Sync> counter_;
};

using Scenarios = VariantList<Named<"two_workers", TwoWorkers>>;

}  // namespace heddle::exercise
