// Two workers log one line each.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct TwoLines {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"whole", Grade::kAcceptable, "both lines are whole"},
                                       {"torn", Grade::kForbidden, "the parts of two lines are mixed"}};

  void thread(int worker) { logger_.converted(worker); }
  std::string after() {
    const std::string log = log_.contents();
    return log == "converted 0\nconverted 1\n" || log == "converted 1\nconverted 0\n" ? "whole" : "torn";
  }

  Sink<Sync> log_{InMemory{"log"}};
  Logger<Sync> logger_{log_};
};

using Scenarios = VariantList<Named<"two_lines", TwoLines>>;

}  // namespace heddle::exercise
