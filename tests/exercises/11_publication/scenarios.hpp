// A loader publishes a frame, a converter receives it.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct OneFrame {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"255", Grade::kAcceptable, "the converter has the pixels"},
      {"0", Grade::kForbidden, "the flag was up, and the pixels were not there"}};

  void thread(int worker) {
    if (worker == 0)
      frame_.publish(255);
    else
      received_ = frame_.receive();
  }
  std::string after() { return std::to_string(received_); }

  Frame<Sync> frame_;
  int received_ = -1;  // the converter's own
};

using Scenarios = VariantList<Named<"one_frame", OneFrame>>;

}  // namespace heddle::exercise
