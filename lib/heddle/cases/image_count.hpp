// What the cases about counting do: each worker adds one image, with one of heddle's own counters.
#pragma once

#include <cstdint>
#include <string>

#include "heddle/core/outcome.hpp"
#include "heddle/count/counter.hpp"

namespace heddle::cases {

inline constexpr Outcome kAllCounted{"all", Grade::kAcceptable, "every image is counted"};
inline constexpr Outcome kFewerCounted{"fewer", Grade::kInteresting, "an image was lost"};

template <Counter C>
struct CountOneImageEach {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 4;
  static constexpr Outcome kOutcomes[]{kAllCounted};

  explicit CountOneImageEach(int workers) : workers_(workers), converted_("images converted", workers) {}
  void thread(int worker) { converted_.add(worker, 1); }
  std::string after() { return converted_.total() == static_cast<std::uint64_t>(workers_) ? "all" : "fewer"; }

  const int workers_;
  C converted_;
};

}  // namespace heddle::cases
