// The lost wakeup: looking whether there is something to wait for and beginning to wait are two steps, and
// the notification comes between them. Nothing races, so ThreadSanitizer is silent.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::lost_wakeup {

inline constexpr const char* kStory =
    "A converter looks whether its image is loaded and goes to sleep if not. The loader's notification "
    "comes after the look and before the sleep, and there is no second one.";

inline constexpr Outcome kConverted{"converted", Grade::kAcceptable, "the converter had its image"};

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kNone, .model = Finding::kDeadlock};
  static constexpr Outcome kOutcomes[]{kConverted, {kHangs, Grade::kInteresting, "the converter sleeps on"}};

  void thread(int worker) { worker == 0 ? convert() : load(); }
  std::string after() { return converted_ ? "converted" : "lost"; }

  void convert() {
    while (!is_loaded_.load()) {  // [race]
      const Lock<Sync> lock(mutex_);
      loaded_.wait(mutex_);  // [race]
    }
    converted_ = true;
  }
  void load() {
    is_loaded_.store(true);
    loaded_.notify_one();  // [race]
  }

  Mutex<Sync> mutex_{"image mutex"};
  ConditionVariable<Sync> loaded_{"image loaded"};
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
  bool converted_ = false;  // the converter's own
};

template <class Sync>
struct LookedUnderTheLock {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kConverted};

  void thread(int worker) { worker == 0 ? convert() : load(); }
  std::string after() { return converted_ ? "converted" : "lost"; }

  void convert() {
    const Lock<Sync> lock(mutex_);
    while (!is_loaded_.load()) loaded_.wait(mutex_);
    converted_ = true;
  }
  void load() {
    {
      const Lock<Sync> lock(mutex_);
      is_loaded_.store(true);
    }
    loaded_.notify_one();
  }

  Mutex<Sync> mutex_{"image mutex"};
  ConditionVariable<Sync> loaded_{"image loaded"};
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
  bool converted_ = false;  // the converter's own
};

using Variants = VariantList<Named<"racy", Racy>, Named<"looked_under_the_lock", LookedUnderTheLock>>;

}  // namespace heddle::cases::lost_wakeup
