// How hard an execution is to follow for people: a switch away from a thread that could have gone on counts
// 1, and what nobody expects counts 2, be it a stale value, a spurious failure or wake-up, or another waiter
// than the first.
#pragma once

#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

inline constexpr int kPreemptionEffort = 1;
inline constexpr int kSurpriseEffort = 2;

constexpr int effort_of_thread(const ThreadChoice& choice, int chosen) {
  return (choice.can_continue() && chosen != choice.current ? kPreemptionEffort : 0) +
         (has(choice.spurious, chosen) ? kSurpriseEffort : 0);
}
// A wake-up for no reason that comes to the rescue counts as the step that it is, not as its choice.
constexpr int effort_of_value(ValueChoice why, int answer) {
  return answer != 0 && why != ValueChoice::kWakesForNothing ? kSurpriseEffort : 0;
}

}  // namespace heddle::model
