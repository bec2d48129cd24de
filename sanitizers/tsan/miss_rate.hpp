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

// The same of a round of a variant that declares a finding, whose threads have to overlap first: of the one
// that is missed most often, semaphore_is_not_a_mutex, on loaded cores. Each verdict tells its rounds.
inline constexpr double kRoundMissRate = 0.98;
inline constexpr int kRoundsToFind = 5'000;

constexpr double chance_of_missing(double rate, int tries) {
  double chance = 1;
  for (int i = 0; i < tries; ++i) chance *= rate;
  return chance;
}
static_assert(chance_of_missing(kMissRate, kTries) < 1e-9);
static_assert(chance_of_missing(kRoundMissRate, kRoundsToFind) < 1e-9);

// "a try misses a race with p = 0.02 as measured, and 20 tries all with p^k = 1e-34"
// Thread safety: pure.
std::string words_for_chance(int tries);
// The same of rounds that look for a declared finding.
std::string words_for_rounds(int rounds);

}  // namespace heddle::tsan
