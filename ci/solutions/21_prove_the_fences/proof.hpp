// What proves that a Frame (frame.hpp) hands its pixels over. It is run over the frame as it is, and over
// broken ones.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync, template <class> class Frame>
struct Proof {
  static constexpr int kThreads = 2;  // thread(0) and thread(1) run at once, and after() when both are done

  // A false report: ThreadSanitizer follows no fences, and so sees no order between the pixels' write and
  // read. The explorer follows them, and proves that there is one.
  static constexpr Findings kFindings{.tsan = Finding::kDataRace};

  // What after() may return. What is not listed is forbidden.
  static constexpr Outcome kOutcomes[]{{"255", Grade::kAcceptable, "the converter has the pixels"}};

  void thread(int worker) {
    if (worker == 0) return frame_.publish(255);
    while ((received_ = frame_.receive()) == Frame<Sync>::kNone) Sync::yield();
  }
  std::string after() { return std::to_string(received_); }

  Frame<Sync> frame_;
  int received_ = -1;  // the converter's own
};

}  // namespace heddle::exercise
