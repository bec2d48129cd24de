// For what is likely and never certain, such as the damage that a race does: "seen in at least one of up to
// `tries` tries". The caller states how often one try misses, as measured, so that a reader can tell how
// often the assertion fails for nothing.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

namespace heddle {

// Calls attempt() until it returns true. miss_rate: of a single try.
template <class Attempt>
testing::AssertionResult seen_within(int tries, double miss_rate, Attempt&& attempt) {
  for (int used = 1; used <= tries; ++used)
    if (attempt()) {
      testing::Test::RecordProperty("tries", used);
      return testing::AssertionSuccess() << "seen in try " << used;
    }
  return testing::AssertionFailure() << "not seen in " << tries
                                     << " tries, of which each was measured to miss " << miss_rate
                                     << " of the time: " << std::pow(miss_rate, tries)
                                     << " is the chance of this message where the damage does occur";
}

}  // namespace heddle
