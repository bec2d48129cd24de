// Processes that share a lock, played by threads. What they protect is atomic, so that a lock that lets two
// in shows as a wrong outcome: between processes ThreadSanitizer would see no race either.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// A log that grows by a line under the lock.
template <class Sync>
struct SharedLog {
  void add_line() { lines_.store(lines_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed); }

  ProcessLock<Sync> lock_;
  Atomic<Sync, int> lines_{"lines", 0};
};

inline constexpr Outcome kLineLost{"line lost", Grade::kForbidden, "two processes had the lock at once"};

// An owner was killed, and two processes want the lock.
template <class Sync>
struct TwoHeirs : SharedLog<Sync> {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"one heir", Grade::kAcceptable, "one of them inherited the lock, and both had it in turn"},
      {"two heirs", Grade::kForbidden, "both inherited the lock of the same dead owner"},
      {"no heir", Grade::kForbidden, "nobody was told that the owner before had died"},
      kLineLost};

  TwoHeirs() {
    this->lock_.lock(kKilled, [](int) { return true; });
  }
  void thread(int worker) {
    inherits_[static_cast<std::size_t>(worker)] =
        this->lock_.lock(worker + 1, [](int number) { return number != kKilled; });
    this->add_line();
    this->lock_.unlock();
  }
  std::string after() {
    if (inherits_[0] == inherits_[1]) return inherits_[0] ? "two heirs" : "no heir";
    return this->lines_.load() == 2 ? "one heir" : "line lost";
  }

  static constexpr int kKilled = 9;
  std::array<bool, 2> inherits_{};  // each process's own
};

// Process 1 is killed while it has the lock; process 2 wants it.
template <class Sync>
struct OneIsKilled : SharedLog<Sync> {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"both lines", Grade::kAcceptable, "both processes had the lock in turn"}, kLineLost};

  void thread(int worker) {
    this->lock_.lock(worker + 1, [this](int number) { return !is_killed(number); });
    this->add_line();
    if (worker == 0)
      is_killed_.store(true, std::memory_order_release);
    else
      this->lock_.unlock();
  }
  std::string after() { return this->lines_.load() == 2 ? "both lines" : "line lost"; }

  bool is_killed(int number) const { return number == 1 && is_killed_.load(std::memory_order_acquire); }

  Atomic<Sync, bool> is_killed_{"process 1 was killed", false};
};

using Scenarios = VariantList<Named<"two_heirs", TwoHeirs>, Named<"one_is_killed", OneIsKilled>>;

}  // namespace heddle::exercise
