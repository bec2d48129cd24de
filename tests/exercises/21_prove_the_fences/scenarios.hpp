// The proof is run over the frame as it was given, over another that is as right, and over broken ones.
#pragma once

#include "frame.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// A frame of which the one or the other thing may be left out. The parameters say what it has.
template <class Sync, bool ReleaseFence, bool AcquireFence, bool PixelsFirst, bool Flag, bool Pixels>
class BrokenFrame {
 public:
  static constexpr int kNone = -1;

  void publish(int pixels) {
    if constexpr (PixelsFirst) pixels_.write(pixels);
    if constexpr (ReleaseFence) Sync::fence(std::memory_order_release);
    if constexpr (Flag) is_there_.store(true, std::memory_order_relaxed);
    if constexpr (!PixelsFirst) pixels_.write(pixels);
  }
  int receive() {
    if (!is_there_.load(std::memory_order_relaxed)) return kNone;
    if constexpr (AcquireFence) Sync::fence(std::memory_order_acquire);
    return Pixels ? pixels_.read() : 0;
  }

 private:
  Shared<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_there_{"frame is there", false};
};

template <class Sync>
using NoReleaseFence = BrokenFrame<Sync, false, true, true, true, true>;
template <class Sync>
using NoAcquireFence = BrokenFrame<Sync, true, false, true, true, true>;
template <class Sync>
using FlagFirst = BrokenFrame<Sync, true, true, false, true, true>;
template <class Sync>
using NoFlag = BrokenFrame<Sync, true, true, true, false, true>;
template <class Sync>
using NoPixels = BrokenFrame<Sync, true, true, true, true, false>;

// The same order, said in a way that ThreadSanitizer follows.
template <class Sync>
class OrderedFrame {
 public:
  static constexpr int kNone = -1;

  void publish(int pixels) {
    pixels_.write(pixels);
    is_there_.store(true, std::memory_order_release);
  }
  int receive() { return is_there_.load(std::memory_order_acquire) ? pixels_.read() : kNone; }

 private:
  Shared<Sync, int> pixels_{"pixels", 0};
  Atomic<Sync, bool> is_there_{"frame is there", false};
};

template <template <class> class Broken>
struct Over {
  template <class Sync>
  struct Scenario : Proof<Sync, Broken> {
    static constexpr bool kFences = true;
  };
};

template <class Sync>
struct OverOrderedFrame : Proof<Sync, OrderedFrame> {
  static constexpr Findings kFindings{};
};

using Scenarios =
    VariantList<Named<"as_given", Over<Frame>::Scenario>, Named<"with_orders", OverOrderedFrame>,
                Named<"no_release_fence", Over<NoReleaseFence>::Scenario>,
                Named<"no_acquire_fence", Over<NoAcquireFence>::Scenario>,
                Named<"flag_first", Over<FlagFirst>::Scenario>, Named<"no_flag", Over<NoFlag>::Scenario>,
                Named<"no_pixels", Over<NoPixels>::Scenario>>;

}  // namespace heddle::exercise
