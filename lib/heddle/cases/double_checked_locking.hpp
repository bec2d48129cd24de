// Double-checked locking: what is made once is guarded by a mutex, and the first look at whether it is there
// is not, so that it costs nothing. That look has to be an acquire, and the flag's store a release.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::double_checked_locking {

inline constexpr const char* kStory =
    "The first worker that needs the gamma table makes it, under a lock. A second worker looks before "
    "it locks, sees that the table is made, and may still not see what is in it.";

inline constexpr Outcome kComplete{"complete", Grade::kAcceptable, "every worker used the whole table"};
inline constexpr Outcome kBlank{"blank", Grade::kInteresting,
                                "a worker used the table before it was filled in"};

inline constexpr int kGamma = 22;

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{
      .tsan = Finding::kDataRace, .model = Finding::kDataRace, .thread_safety = true};
  static constexpr Outcome kOutcomes[]{kComplete, kBlank};

  void thread(int worker) { seen_[static_cast<std::size_t>(worker)] = gamma(); }
  std::string after() { return seen_[0] == kGamma && seen_[1] == kGamma ? "complete" : "blank"; }

  int gamma() {
    if (!is_made_.read()) {  // [race]
      const Lock<Sync> lock(mutex_);
      if (!is_made_.read()) {
        table_.write(kGamma);  // [race]
        is_made_.write(true);  // [race]
      }
    }
    return table_.read();  // [race]
  }

  Shared<Sync, int> table_{"gamma table", 0};
  Mutex<Sync> mutex_{"table mutex"};
  Shared<Sync, bool> is_made_ HEDDLE_GUARDED_BY(mutex_){"table is made", false};
  std::array<int, 2> seen_{};  // each worker's own
};

template <class Sync>
struct RelaxedFlag {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kComplete, kBlank};

  void thread(int worker) { seen_[static_cast<std::size_t>(worker)] = gamma(); }
  std::string after() { return seen_[0] == kGamma && seen_[1] == kGamma ? "complete" : "blank"; }

  int gamma() {
    if (!is_made_.load(std::memory_order_relaxed)) {
      const Lock<Sync> lock(mutex_);
      if (!is_made_.load(std::memory_order_relaxed)) {
        table_.write(kGamma);  // [race]
        is_made_.store(true, std::memory_order_relaxed);
      }
    }
    return table_.read();  // [race]
  }

  Shared<Sync, int> table_{"gamma table", 0};
  Mutex<Sync> mutex_{"table mutex"};
  Atomic<Sync, bool> is_made_{"table is made", false};
  std::array<int, 2> seen_{};  // each worker's own
};

template <class Sync>
struct ReleaseAcquire {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kComplete};

  void thread(int worker) { seen_[static_cast<std::size_t>(worker)] = gamma(); }
  std::string after() { return seen_[0] == kGamma && seen_[1] == kGamma ? "complete" : "blank"; }

  int gamma() {
    if (!is_made_.load(std::memory_order_acquire)) {  // with the store's release: then the table is filled in
      const Lock<Sync> lock(mutex_);
      if (!is_made_.load(std::memory_order_relaxed)) {  // the mutex orders this one
        table_.write(kGamma);
        is_made_.store(true, std::memory_order_release);  // the table before it, for the first load
      }
    }
    return table_.read();
  }

  Shared<Sync, int> table_{"gamma table", 0};
  Mutex<Sync> mutex_{"table mutex"};
  Atomic<Sync, bool> is_made_{"table is made", false};
  std::array<int, 2> seen_{};  // each worker's own
};

using Variants = VariantList<Named<"racy", Racy>, Named<"relaxed_flag", RelaxedFlag>,
                             Named<"release_acquire", ReleaseAcquire>>;

}  // namespace heddle::cases::double_checked_locking
