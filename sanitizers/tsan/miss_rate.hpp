// How often ThreadSanitizer misses a race that does occur, and how often an assertion that expects one tries,
// so that it does not fail for nothing. A race is missed when both threads reach its memory at the same
// instant, each before the other's access is recorded.
#pragma once

#include <string>

namespace heddle::tsan {

// Of one try of a single race between two threads while every processor is kept busy, rounded up.
// `tsan_miss_rate` in tests/sanitizers/tsan measures it and fails where it is higher.
inline constexpr double kMissRate = 0.02;
inline constexpr int kTries = 20;

constexpr double chance_of_missing(int tries) {
  double chance = 1;
  for (int i = 0; i < tries; ++i) chance *= kMissRate;
  return chance;
}
static_assert(chance_of_missing(kTries) < 1e-9);

// "a try misses a race with p = 0.02 as measured, and 20 tries all with p^k = 1e-34"
// Thread safety: pure.
std::string words_for_chance(int tries);

}  // namespace heddle::tsan
