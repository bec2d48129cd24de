// Check-then-act: looking is locked, acting is locked, and what was seen may no longer hold in between. No
// data race, so ThreadSanitizer is silent.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::check_then_act {

inline constexpr const char* kStory =
    "An image is in the list twice, so a worker first looks whether it has been converted. Both workers "
    "look before either converts it.";

inline constexpr Outcome kOnce{"once", Grade::kAcceptable, "the second worker saw that it was done"};
inline constexpr Outcome kTwice{"twice", Grade::kInteresting, "both workers converted the image"};

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kNone, .model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{kOnce, kTwice};

  void thread(int) {
    if (is_converted()) return;
    convert();
  }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS { return conversions_.read() == 1 ? "once" : "twice"; }

  bool is_converted() {
    const Lock<Sync> lock(mutex_);   // [race]
    return conversions_.read() > 0;  // [race]
  }
  void convert() {
    const Lock<Sync> lock(mutex_);                // [race]
    conversions_.write(conversions_.read() + 1);  // [race]
  }

  Mutex<Sync> mutex_{"conversions mutex"};
  Shared<Sync, int> conversions_ HEDDLE_GUARDED_BY(mutex_){"conversions", 0};
};

template <class Sync>
struct LockedTogether {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kOnce};

  void thread(int) {
    const Lock<Sync> lock(mutex_);
    if (is_converted()) return;
    convert();
  }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS { return conversions_.read() == 1 ? "once" : "twice"; }

  bool is_converted() HEDDLE_REQUIRES(mutex_) { return conversions_.read() > 0; }
  void convert() HEDDLE_REQUIRES(mutex_) { conversions_.write(conversions_.read() + 1); }

  Mutex<Sync> mutex_{"conversions mutex"};
  Shared<Sync, int> conversions_ HEDDLE_GUARDED_BY(mutex_){"conversions", 0};
};

using Variants = VariantList<Named<"racy", Racy>, Named<"locked_together", LockedTogether>>;

}  // namespace heddle::cases::check_then_act
