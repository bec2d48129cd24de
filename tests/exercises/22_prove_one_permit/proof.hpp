// What proves that a Desk (desk.hpp) is used by one at a time. It is run over the desk as it is, and over
// broken ones.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync, template <class> class Desk>
struct Proof {
  static constexpr int kThreads = 2;  // thread(0) and thread(1) run at once, and after() when both are done

  // What after() may return. What is not listed is forbidden.
  static constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, "both are done"}};

  // TODO: what would come out differently if two were at the desk, or if one came again?
  void thread(int) {
    desk_.use([] {});
  }
  std::string after() { return "done"; }

  Desk<Sync> desk_;
};

}  // namespace heddle::exercise
