// Two workers need the gamma table at the same time.
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
      {"22 22 made once", Grade::kAcceptable, "both have the table, and it was made once"},
      {"22 22 made twice", Grade::kForbidden, "both workers made the table"},
      {"0 22 made once", Grade::kForbidden, "a worker used the table before it was made"},
      {"22 0 made once", Grade::kForbidden, "a worker used the table before it was made"}};

  void thread(int worker) {
    const auto me = static_cast<std::size_t>(worker);
    seen_[me] = table_.value([this, me] {
      made_[me] = true;
      return 22;
    });
  }
  std::string after() {
    return std::to_string(seen_[0]) + " " + std::to_string(seen_[1]) +
           (made_[0] && made_[1] ? " made twice" : " made once");
  }

  GammaTable<Sync> table_;
  std::array<int, 2> seen_{};   // each worker's own
  std::array<bool, 2> made_{};  // each worker's own
};

using Scenarios = VariantList<Named<"two_workers", TwoWorkers>>;

}  // namespace heddle::exercise
