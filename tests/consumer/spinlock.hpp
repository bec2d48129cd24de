// A spinlock of one's own, written once against heddle's primitives, in a wrong and in a right form.
#pragma once

#include <heddle/core/variant.hpp>
#include <heddle/sync/sync.hpp>
#include <string>

namespace spinlock {

inline constexpr const char* kStory = "Two threads count under a spinlock.";

// Looks whether the lock is free, and then takes it: another thread may have taken it in between.
template <class Sync>
class LoadThenStore {
 public:
  void lock() {
    while (taken_.load(std::memory_order_acquire)) Sync::yield();  // [race]
    taken_.store(true, std::memory_order_relaxed);                 // [race]
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  heddle::Atomic<Sync, bool> taken_{"taken", false};
};

// Takes it in the same step.
template <class Sync>
class Exchange {
 public:
  void lock() {
    // Acquire: with the release of the unlock whose false this reads.
    while (taken_.exchange(true, std::memory_order_acquire)) Sync::yield();
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  heddle::Atomic<Sync, bool> taken_{"taken", false};
};

template <class Sync, class Spinlock>
struct CountUnderIt {
  static constexpr int kThreads = 2;
  static constexpr heddle::Outcome kOutcomes[]{{"2", heddle::Grade::kAcceptable, "both were counted"}};

  void thread(int) {
    lock_.lock();
    count_.write(count_.read() + 1);  // [race] under the wrong lock
    lock_.unlock();
  }
  std::string after() { return std::to_string(count_.read()); }

  Spinlock lock_;
  heddle::Shared<Sync, int> count_{"count", 0};
};

template <class Sync>
struct Racy : CountUnderIt<Sync, LoadThenStore<Sync>> {
  static constexpr heddle::Findings kFindings{.tsan = heddle::Finding::kDataRace,
                                              .model = heddle::Finding::kDataRace};
};

template <class Sync>
using Fixed = CountUnderIt<Sync, Exchange<Sync>>;

using Variants = heddle::VariantList<heddle::Named<"racy", Racy>, heddle::Named<"fixed", Fixed>>;

}  // namespace spinlock
