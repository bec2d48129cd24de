#include "sanitizers/tsan/miss_rate.hpp"

#include <cstdio>

namespace heddle::tsan {

std::string words_for_chance(int tries) {
  char text[160];
  std::snprintf(text, sizeof text,
                "a try misses a race with p = %g as measured, and %d tries all with p^k = %.0e", kMissRate,
                tries, chance_of_missing(kMissRate, tries));
  return text;
}

std::string words_for_rounds(int rounds) {
  char text[160];
  std::snprintf(text, sizeof text,
                "a round misses the declared finding with p = %g at most as measured, and %d rounds all with "
                "p^k = %.0e",
                kRoundMissRate, rounds, chance_of_missing(kRoundMissRate, rounds));
  return text;
}

}  // namespace heddle::tsan
