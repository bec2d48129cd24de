// Unsafe publication: the flag that says "the pixels are there" does not order the pixels before itself. A
// relaxed atomic flag is no better than a plain one, apart from having no race of its own.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::unsafe_publication {

inline constexpr const char* kStory =
    "A loader fills in the pixels and raises a flag. The converter sees the flag and may still see the "
    "pixels as they were before.";

inline constexpr Outcome kLoaded{"loaded", Grade::kAcceptable, "the converter saw the pixels"};
inline constexpr Outcome kBlank{"blank", Grade::kInteresting,
                                "the flag was up, and the pixels were not there"};

inline constexpr int kWhite = 255;

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kLoaded, kBlank};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.write(kWhite);  // [race]
    is_loaded_.store(true, std::memory_order_relaxed);
  }
  void convert() {
    while (!is_loaded_.load(std::memory_order_relaxed)) Sync::yield();
    seen_ = pixels_.read();  // [race]
  }

  Shared<Sync, int> pixels_{"pixels", 0};
  int seen_ = 0;  // the converter's own
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
};

template <class Sync>
struct PlainFlag {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kLoaded, kBlank};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.write(kWhite);   // [race]
    is_loaded_.write(true);  // [race]
  }
  void convert() {
    while (!is_loaded_.read()) Sync::yield();  // [race]
    seen_ = pixels_.read();                    // [race]
  }

  Shared<Sync, int> pixels_{"pixels", 0};
  int seen_ = 0;  // the converter's own
  Shared<Sync, bool> is_loaded_{"image is loaded", false};
};

template <class Sync>
struct ReleaseAcquire {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kLoaded};

  void thread(int worker) { worker == 0 ? load() : convert(); }
  std::string after() { return seen_ == kWhite ? "loaded" : "blank"; }

  void load() {
    pixels_.write(kWhite);
    is_loaded_.store(true, std::memory_order_release);  // the pixels before it, for convert()'s acquire
  }
  void convert() {
    while (!is_loaded_.load(std::memory_order_acquire)) Sync::yield();  // with load()'s release
    seen_ = pixels_.read();
  }

  Shared<Sync, int> pixels_{"pixels", 0};
  int seen_ = 0;  // the converter's own
  Atomic<Sync, bool> is_loaded_{"image is loaded", false};
};

using Variants = VariantList<Named<"racy", Racy>, Named<"plain_flag", PlainFlag>,
                             Named<"release_acquire", ReleaseAcquire>>;

}  // namespace heddle::cases::unsafe_publication
