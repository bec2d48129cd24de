// Loaders and converters at a queue with room for one image.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// Two images come for two converters.
template <class Sync>
struct TwoConverters {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{
      {"each once", Grade::kAcceptable, "each image was converted once"},
      {"not each once", Grade::kForbidden, "an image was converted twice, and another one not at all"}};

  void thread(int worker) {
    if (worker == 2) {
      queue_.put(1);
      queue_.put(2);
    } else {
      taken_[static_cast<std::size_t>(worker)] = queue_.take();
    }
  }
  std::string after() {
    const bool each = (taken_[0] == 1 && taken_[1] == 2) || (taken_[0] == 2 && taken_[1] == 1);
    return each ? "each once" : "not each once";
  }

  ImageQueue<Sync> queue_{1};
  std::array<int, 2> taken_{};  // each converter's own
};

// The second image may not be in before the first one is out.
template <class Sync>
struct FullQueue {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"in order", Grade::kAcceptable, "the loader waited for room"},
      {"too many", Grade::kForbidden, "two images were in a queue with room for one"},
      {"out of order", Grade::kForbidden, "the second image was taken first"}};

  void thread(int worker) {
    if (worker == 0) {
      queue_.put(1);
      queue_.put(2);
      both_are_in_.store(true, std::memory_order_relaxed);
    } else {
      too_many_ = both_are_in_.load(std::memory_order_relaxed);  // and none was taken
      first_ = queue_.take();
      second_ = queue_.take();
    }
  }
  std::string after() {
    if (too_many_) return "too many";
    return first_ == 1 && second_ == 2 ? "in order" : "out of order";
  }

  ImageQueue<Sync> queue_{1};
  Atomic<Sync, bool> both_are_in_{"both are in", false};
  bool too_many_ = false;  // the converter's own, like the next two
  int first_ = 0;
  int second_ = 0;
};

using Scenarios = VariantList<Named<"two_converters", TwoConverters>, Named<"full_queue", FullQueue>>;

}  // namespace heddle::exercise
