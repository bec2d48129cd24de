// Two locks taken in both orders: each worker holds one and waits for the other's. ThreadSanitizer sees both
// orders even where they did not meet.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::lock_order {

inline constexpr const char* kStory =
    "A line of the log states the count, so both have to be locked. One worker locks the log first, "
    "the other the count, and each then waits for what the other holds.";

inline constexpr Outcome kDone{"done", Grade::kAcceptable, "both images are counted and logged"};

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kLockOrder, .model = Finding::kDeadlock};
  static constexpr Outcome kOutcomes[]{kDone,
                                       {kHangs, Grade::kInteresting, "each waits for the other's lock"}};

  void thread(int worker) { worker == 0 ? log_and_count() : count_and_log(); }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    return images_.read() == 2 && lines_.read() == 2 ? "done" : "lost";
  }

  void log_and_count() {
    const Lock<Sync> log(log_mutex_);
    const Lock<Sync> count(count_mutex_);  // [race]
    lines_.write(lines_.read() + 1);
    images_.write(images_.read() + 1);
  }
  void count_and_log() {
    const Lock<Sync> count(count_mutex_);
    const Lock<Sync> log(log_mutex_);  // [race]
    images_.write(images_.read() + 1);
    lines_.write(lines_.read() + 1);
  }

  Mutex<Sync> log_mutex_{"log mutex"};
  Mutex<Sync> count_mutex_{"count mutex"};
  Shared<Sync, int> lines_ HEDDLE_GUARDED_BY(log_mutex_){"lines", 0};
  Shared<Sync, int> images_ HEDDLE_GUARDED_BY(count_mutex_){"images", 0};
};

template <class Sync>
struct OneOrder {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kDone};

  void thread(int worker) { worker == 0 ? log_and_count() : count_and_log(); }
  std::string after() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    return images_.read() == 2 && lines_.read() == 2 ? "done" : "lost";
  }

  void log_and_count() {
    const Lock<Sync> log(log_mutex_);
    const Lock<Sync> count(count_mutex_);
    lines_.write(lines_.read() + 1);
    images_.write(images_.read() + 1);
  }
  void count_and_log() {
    const Lock<Sync> log(log_mutex_);
    const Lock<Sync> count(count_mutex_);
    images_.write(images_.read() + 1);
    lines_.write(lines_.read() + 1);
  }

  Mutex<Sync> log_mutex_{"log mutex"};
  Mutex<Sync> count_mutex_{"count mutex"};
  Shared<Sync, int> lines_ HEDDLE_GUARDED_BY(log_mutex_){"lines", 0};
  Shared<Sync, int> images_ HEDDLE_GUARDED_BY(count_mutex_){"images", 0};
};

using Variants = VariantList<Named<"racy", Racy>, Named<"one_order", OneOrder>>;

}  // namespace heddle::cases::lock_order
