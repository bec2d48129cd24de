// Self-deadlock: a worker locks a mutex that it holds. ThreadSanitizer has nothing to say of it; the run
// stands still, every time.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::self_deadlock {

inline constexpr const char* kStory =
    "The worker whose line fills the log's buffer writes the buffer out. Writing out locks the mutex, "
    "which that worker already holds.";

inline constexpr int kRoom = 2;  // lines

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{
      .tsan = Finding::kNone, .model = Finding::kSelfDeadlock, .thread_safety = true};
  static constexpr Outcome kOutcomes[]{{kHangs, Grade::kInteresting, "it waits for itself"}};

  void thread(int) { log(); }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS { return lines_.read() == 0 ? "written" : "lost"; }

  void log() {
    const Lock<Sync> lock(mutex_);
    lines_.write(lines_.read() + 1);
    if (lines_.read() == kRoom) write_out();  // [race]
  }
  void write_out() HEDDLE_EXCLUDES(mutex_) {
    const Lock<Sync> lock(mutex_);  // [race]
    lines_.write(0);
  }

  Mutex<Sync> mutex_{"log mutex"};
  Shared<Sync, int> lines_ HEDDLE_GUARDED_BY(mutex_){"lines", 0};
};

template <class Sync>
struct LockedByTheCaller {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"written", Grade::kAcceptable, "the full buffer was written out"}};

  void thread(int) { log(); }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS { return lines_.read() == 0 ? "written" : "lost"; }

  void log() {
    const Lock<Sync> lock(mutex_);
    lines_.write(lines_.read() + 1);
    if (lines_.read() == kRoom) write_out();
  }
  void write_out() HEDDLE_REQUIRES(mutex_) { lines_.write(0); }

  Mutex<Sync> mutex_{"log mutex"};
  Shared<Sync, int> lines_ HEDDLE_GUARDED_BY(mutex_){"lines", 0};
};

using Variants = VariantList<Named<"racy", Racy>, Named<"locked_by_the_caller", LockedByTheCaller>>;

}  // namespace heddle::cases::self_deadlock
