// Workers count images under the lock.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr Outcome kAllCounted{"all", Grade::kAcceptable, "every image is counted"};
inline constexpr Outcome kSomeLost{"lost", Grade::kForbidden, "an image was counted and is lost"};

// Both wait for the lock.
template <class Sync>
struct TwoWait {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kAllCounted, kSomeLost};

  void thread(int) {
    lock_.lock();
    count_.write(count_.read() + 1);
    lock_.unlock();
  }
  std::string after() { return count_.read() == 2 ? "all" : "lost"; }

  Spinlock<Sync> lock_;
  Shared<Sync, int> count_{"count", 0};
};

// The second does something else where the lock is taken.
template <class Sync>
struct OneTries {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kAllCounted, kSomeLost};

  void thread(int worker) {
    if (worker == 0)
      lock_.lock();
    else if (!lock_.try_lock())
      return;
    count_.write(count_.read() + 1);
    counted_[static_cast<std::size_t>(worker)] = 1;
    lock_.unlock();
  }
  std::string after() { return count_.read() == counted_[0] + counted_[1] ? "all" : "lost"; }

  Spinlock<Sync> lock_;
  Shared<Sync, int> count_{"count", 0};
  std::array<int, 2> counted_{};  // each worker's own
};

using Scenarios = VariantList<Named<"two_wait", TwoWait>, Named<"one_tries", OneTries>>;

}  // namespace heddle::exercise
