// Not a bug: each worker adds to a count of its own, and the counts are neighbours in one cache line, which
// the cores take from each other at every addition. Right and slow: no detector sees it, a clock does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/count/per_worker_counter.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::false_sharing {

inline constexpr const char* kStory =
    "Each worker counts the rows that it converted in an element of its own. No value is shared, only "
    "the cache line, and through it each worker slows the other down.";

inline constexpr int kWorkers = 2;
inline constexpr std::uint64_t kRows = 100;  // of each worker

inline constexpr Outcome kAll{"all", Grade::kAcceptable, "every row is counted"};

template <class Sync>
struct Neighbours {
  static constexpr int kThreads = kWorkers;
  static constexpr Outcome kOutcomes[]{kAll};

  void thread(int worker) {
    const auto own = static_cast<std::size_t>(worker);
    for (std::uint64_t row = 0; row < kRows; ++row) rows_.write(own, rows_.read(own) + 1);
  }
  std::string after() { return rows_.read(0) + rows_.read(1) == kWorkers * kRows ? "all" : "fewer"; }

  SharedArray<Sync, std::uint64_t, kWorkers> rows_{"rows"};
};

template <class Sync>
struct ALineEach {
  static constexpr int kThreads = kWorkers;
  static constexpr Outcome kOutcomes[]{kAll};

  void thread(int worker) {
    for (std::uint64_t row = 0; row < kRows; ++row) rows_.add(worker, 1);
  }
  std::string after() { return rows_.total() == kWorkers * kRows ? "all" : "fewer"; }

  PerWorkerCounter<Sync> rows_{"rows", kWorkers};
};

using Variants = VariantList<Named<"neighbours", Neighbours>, Named<"a_line_each", ALineEach>>;

}  // namespace heddle::cases::false_sharing
