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
  static constexpr Outcome kOutcomes[]{{"4", Grade::kAcceptable, "each of four images is retouched"}};

  // Each comes twice: what is left behind by the first time shows at the second.
  void thread(int) {
    for (int image = 0; image < 2; ++image) desk_.use([this] { retouched_.write(retouched_.read() + 1); });
  }
  std::string after() { return std::to_string(retouched_.read()); }

  Desk<Sync> desk_;
  Shared<Sync, int> retouched_{"retouched", 0};  // of nobody's but who is at the desk
};

}  // namespace heddle::exercise
