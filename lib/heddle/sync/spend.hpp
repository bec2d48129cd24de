// Work that does nothing but take time: it makes a critical section as long as an experiment wants it, on the
// processor and not asleep, as real work would be.
#pragma once

#include <cstdint>

namespace heddle {

// ticks: of Sync's Clock; 0 returns at once without a look at the clock. A clock that nobody waits for is
// moved on instead.
template <class Sync>
void spend(std::int64_t ticks) {
  if (ticks <= 0) return;
  if constexpr (requires { Sync::Clock::pass(ticks); }) return Sync::Clock::pass(ticks);
  const std::int64_t begin = Sync::Clock::now();
  while (Sync::Clock::now() - begin < ticks) {
  }
}

}  // namespace heddle
