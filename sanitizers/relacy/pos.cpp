#include "sanitizers/relacy/pos.hpp"

#include "sanitizers/relacy/dependence.hpp"

namespace heddle::model {

void Pos::begin() {
  odd_.begin(draw_);
  priorities_.fill(kNone);
}

int Pos::thread(const ThreadChoice& choice) {
  const ThreadSet candidates = odd_.candidates(draw_, choice);
  const auto pending = [&](int thread) -> const Operation& {
    return (*choice.pending)[static_cast<std::size_t>(thread)];
  };
  int chosen = -1;
  std::uint64_t highest = kNone;
  for (ThreadSet left = candidates; left != 0; left &= left - 1) {
    const int t = __builtin_ctz(left);
    std::uint64_t& priority = priorities_[static_cast<std::size_t>(t)];
    if (priority == kNone) {
      // In the upper half of all numbers, or in the lower one.
      constexpr std::uint64_t kUpper = std::uint64_t{1} << 63;
      priority = pending(t).kind == Kind::kYield ? 1 + (draw_.number() >> 2) : kUpper | draw_.number();
    }
    if (priority > highest) {
      highest = priority;
      chosen = t;
    }
  }
  for (ThreadSet left = candidates; left != 0; left &= left - 1)
    if (const int t = __builtin_ctz(left); t == chosen || are_dependent(pending(t), pending(chosen)))
      priorities_[static_cast<std::size_t>(t)] = kNone;
  return chosen;
}

}  // namespace heddle::model
