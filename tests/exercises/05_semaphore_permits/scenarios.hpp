// Two workers want the desk.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/spend.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// Clock ticks at the desk, 0.3 ms of real time. ThreadSanitizer takes a permit's return and the next
// acquisition for an order, and so sees a race only of workers that meet.
inline constexpr int kAtTheDesk = 300'000;

template <class Sync>
struct TwoWorkers {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both images are retouched"},
                                       {"1", Grade::kForbidden, "two workers were at the desk at once"}};

  void thread(int) {
    desk_.use([this] {
      const int seen = retouched_.read();
      spend<Sync>(kAtTheDesk);
      retouched_.write(seen + 1);
    });
  }
  std::string after() { return std::to_string(retouched_.read()); }

  Desk<Sync> desk_;
  Shared<Sync, int> retouched_{"retouched", 0};
};

using Scenarios = VariantList<Named<"two_workers", TwoWorkers>>;

}  // namespace heddle::exercise
