// The wrong lock: both workers lock something, and not the same. Annotated, it does not even need to run.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::wrong_lock {

inline constexpr const char* kStory =
    "The count of images is guarded by its own mutex. The worker that skips an unreadable image counts "
    "it while it holds the log's mutex instead.";

inline constexpr Outcome kAll{"all", Grade::kAcceptable, "both images are counted"};
inline constexpr Outcome kFewer{"fewer", Grade::kInteresting, "an image was lost"};

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{
      .tsan = Finding::kDataRace, .model = Finding::kDataRace, .thread_safety = true};
  static constexpr Outcome kOutcomes[]{kAll, kFewer};

  void thread(int worker) { worker == 0 ? convert() : skip(); }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS { return images_.read() == 2 ? "all" : "fewer"; }

  void convert() {
    const Lock<Sync> lock(count_mutex_);
    images_.write(images_.read() + 1);  // [race]
  }
  void skip() {
    const Lock<Sync> lock(log_mutex_);
    images_.write(images_.read() + 1);  // [race]
  }

  Mutex<Sync> count_mutex_{"count mutex"};
  Mutex<Sync> log_mutex_{"log mutex"};
  Shared<Sync, int> images_ HEDDLE_GUARDED_BY(count_mutex_){"images", 0};
};

template <class Sync>
struct RightLock {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kAll};

  void thread(int worker) { worker == 0 ? convert() : skip(); }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS { return images_.read() == 2 ? "all" : "fewer"; }

  void convert() {
    const Lock<Sync> lock(count_mutex_);
    images_.write(images_.read() + 1);
  }
  void skip() {
    const Lock<Sync> lock(count_mutex_);
    images_.write(images_.read() + 1);
  }

  Mutex<Sync> count_mutex_{"count mutex"};
  Shared<Sync, int> images_ HEDDLE_GUARDED_BY(count_mutex_){"images", 0};
};

using Variants = VariantList<Named<"racy", Racy>, Named<"right_lock", RightLock>>;

}  // namespace heddle::cases::wrong_lock
