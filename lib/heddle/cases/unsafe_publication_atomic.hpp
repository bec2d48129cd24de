// Unsafe publication without a data race: the pixels are atomic too, and nothing orders them before the flag.
// ThreadSanitizer is silent, and this processor may never show it: x86-64 keeps stores in order, compilers
// and other processors need not.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::unsafe_publication_atomic {

inline constexpr const char* kStory =
    "To silence ThreadSanitizer, somebody made the pixels atomic as well. The converter can still see "
    "the flag up and the pixels as they were before.";

inline constexpr Outcome kLoaded{"loaded", Grade::kAcceptable, "the converter saw the pixels"};
inline constexpr Outcome kBlank{"blank", Grade::kInteresting,
                                "the flag was up, and the pixels were not there"};

inline constexpr int kWhite = 255;

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kNone, .model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{kLoaded, kBlank};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.store(kWhite, std::memory_order_relaxed);   // [race]
    is_loaded_.store(true, std::memory_order_relaxed);  // [race]
  }
  void convert() {
    while (!is_loaded_.load(std::memory_order_relaxed)) Sync::yield();  // [race]
    seen_ = pixels_.load(std::memory_order_relaxed);                    // [race]
  }

  Atomic<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
  int seen_ = 0;  // the converter's own
};

template <class Sync>
struct ReleaseAcquire {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kLoaded};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.store(kWhite, std::memory_order_relaxed);   // ordered by the next line
    is_loaded_.store(true, std::memory_order_release);  // the pixels before it, for convert()'s acquire
  }
  void convert() {
    while (!is_loaded_.load(std::memory_order_acquire)) Sync::yield();  // with load()'s release
    seen_ = pixels_.load(std::memory_order_relaxed);                    // ordered by the line above
  }

  Atomic<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
  int seen_ = 0;  // the converter's own
};

using Variants = VariantList<Named<"racy", Racy>, Named<"release_acquire", ReleaseAcquire>>;

}  // namespace heddle::cases::unsafe_publication_atomic
