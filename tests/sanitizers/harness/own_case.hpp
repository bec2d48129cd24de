// A case as somebody else would write it: a namespace of its own, no story, no outcomes.
#pragma once

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace mine::cases::own_case {

template <class Sync>
struct Locked {
  static constexpr int kThreads = 2;
  void thread(int) {
    const heddle::Lock<Sync> lock(mutex_);
    sum_.write(sum_.read() + 1);
  }
  heddle::Mutex<Sync> mutex_{"mutex"};
  heddle::Shared<Sync, int> sum_{"sum", 0};
};

using Variants = heddle::VariantList<heddle::Named<"locked", Locked>>;

}  // namespace mine::cases::own_case
