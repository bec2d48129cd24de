// Not a bug: fences order the pixels before the flag. ThreadSanitizer does not follow fences and reports a
// race that is none; the model proves that there is none.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::fences {

inline constexpr const char* kStory =
    "A loader fills in the pixels and raises a flag, with a release fence in between; the converter "
    "sees the flag and passes an acquire fence. That is right, and ThreadSanitizer's report of a data "
    "race is a false positive.";

inline constexpr Outcome kLoaded{"loaded", Grade::kAcceptable, "the converter saw the pixels"};

inline constexpr int kWhite = 255;

// The marked lines are right: ThreadSanitizer alone points at them.
template <class Sync>
struct Fences {
  static constexpr int kThreads = 2;
  static constexpr bool kFences = true;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kNone};
  static constexpr Outcome kOutcomes[]{kLoaded};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.write(kWhite);                   // [race]
    Sync::fence(std::memory_order_release);  // the pixels before the flag, for convert()'s fence
    is_loaded_.store(true, std::memory_order_relaxed);
  }
  void convert() {
    while (!is_loaded_.load(std::memory_order_relaxed)) Sync::yield();
    Sync::fence(std::memory_order_acquire);  // with load()'s fence, since the flag was seen
    seen_ = pixels_.read();                  // [race]
  }

  Shared<Sync, int> pixels_{"pixels", 0};
  int seen_ = 0;  // the converter's own
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
};

// The same order, said in a way that ThreadSanitizer follows.
template <class Sync>
struct ReleaseAcquire {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kLoaded};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.write(kWhite);
    is_loaded_.store(true, std::memory_order_release);  // the pixels before the flag, for convert()'s acquire
  }
  void convert() {
    while (!is_loaded_.load(std::memory_order_acquire)) Sync::yield();  // with load()'s release
    seen_ = pixels_.read();
  }

  Shared<Sync, int> pixels_{"pixels", 0};
  int seen_ = 0;  // the converter's own
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
};

using Variants = VariantList<Named<"fences", Fences>, Named<"release_acquire", ReleaseAcquire>>;

}  // namespace heddle::cases::fences
