#include "sanitizers/tsan/miss_rate.hpp"

#include <cstdio>

namespace heddle::tsan {

std::string words_for_chance(int tries) {
  char text[160];
  std::snprintf(text, sizeof text,
                "a try misses a race with p = %g as measured, and %d tries all with p^k = %.0e", kMissRate,
                tries, chance_of_missing(tries));
  return text;
}

}  // namespace heddle::tsan
