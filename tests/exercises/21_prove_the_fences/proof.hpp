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

  // What ThreadSanitizer reports: Finding::kNone, or kDataRace if you can say why that is no race.
  static constexpr Findings kFindings{.tsan = Finding::kNone};

  // What after() may return. What is not listed is forbidden.
  static constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, "both are done"}};

  // TODO: who receives, and what says that it was the frame that was published?
  void thread(int worker) {
    if (worker == 0) frame_.publish(255);
  }
  std::string after() { return "done"; }

  Frame<Sync> frame_;
};

}  // namespace heddle::exercise
