// Two workers look at once; and one looks while the other changes the picture.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// Each waits at the picture until the other is there too.
template <class Sync>
struct TwoLook {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both looked at once, and are counted"},
                                       {"1", Grade::kForbidden, "one of two looks was not counted"}};

  void thread(int) {
    picture_.look([this](auto&) { both_look_.arrive_and_wait(); });
  }
  std::string after() { return std::to_string(picture_.looks()); }

  Picture<Sync> picture_{1};
  Barrier<Sync> both_look_{"both look at once", 2};
};

template <class Sync>
struct LookAndChange {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"the old", Grade::kAcceptable, "the look came first"},
      {"the new", Grade::kAcceptable, "the change came first"},
      {"both", Grade::kForbidden, "the picture changed while it was looked at"}};

  void thread(int worker) {
    if (worker == 1) return picture_.change(kNew);
    picture_.look([this](auto& pixels) {
      first_ = pixels.read();
      second_ = pixels.read();
    });
  }
  std::string after() {
    if (first_ != second_) return "both";
    return first_ == kOld ? "the old" : first_ == kNew ? "the new" : "nothing";
  }

  static constexpr int kOld = 1;
  static constexpr int kNew = 2;

  Picture<Sync> picture_{kOld};
  int first_ = 0;  // these two are of the worker that looks
  int second_ = 0;
};

using Scenarios = VariantList<Named<"two_look", TwoLook>, Named<"look_and_change", LookAndChange>>;

}  // namespace heddle::exercise
