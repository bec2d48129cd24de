// Small variants whose behaviour under stress is known.
#pragma once

#include <atomic>
#include <csignal>
#include <stdexcept>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::test {

inline constexpr Outcome kTwo{"2", Grade::kAcceptable, "both were counted"};

// Always comes to as many as there are threads; with 3 or 4 threads to an outcome that is not listed.
template <class Sync>
struct Counted {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 4;
  static constexpr Outcome kOutcomes[]{kTwo};
  explicit Counted(int) {}
  void thread(int) { count_.fetch_add(1, std::memory_order_relaxed); }
  std::string after() { return std::to_string(count_.load()); }
  Atomic<Sync, int> count_{"count", 0};
};

// The same, with a data race declared.
template <class Sync>
struct Undefined : Counted<Sync> {
  using Counted<Sync>::Counted;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
};

template <class Sync>
struct NotListed {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kTwo, {"3", Grade::kForbidden, "counted twice"}};
  void thread(int) {}
  std::string after() { return "7"; }
};

template <class Sync>
struct Forbidden : NotListed<Sync> {
  std::string after() { return "3"; }
};

// Thread 0 waits for what nobody does.
template <class Sync>
struct Hangs {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) never_.acquire();
  }
  Semaphore<Sync> never_{"never", 0};
};

template <class Sync>
struct HangsAsListed : Hangs<Sync> {
  static constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, "it ended"},
                                       {"hangs", Grade::kInteresting, "nobody releases"}};
};

template <class Sync>
struct HangsThoughForbidden : Hangs<Sync> {
  static constexpr Outcome kOutcomes[]{{"hangs", Grade::kForbidden, "must not"}};
};

// Spins without a yield.
template <class Sync>
struct Spins {
  static constexpr int kThreads = 1;
  void thread(int) {
    while (!stop_.load(std::memory_order_relaxed)) {
    }
  }
  Atomic<Sync, bool> stop_{"stop", false};
};

template <class Sync>
struct Throws {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 1) throw std::runtime_error("the image is broken");
  }
};

template <class Sync>
struct ThrowsAfter {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() { throw std::runtime_error("no result"); }
};

template <class Sync>
struct Crashes {
  static constexpr int kThreads = 2;
  void thread(int) { std::raise(SIGSEGV); }
};

}  // namespace heddle::test
