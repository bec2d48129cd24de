// The contract test is one body for every set of primitives: lib/heddle/sync/README.md in code. A scenario
// makes its objects, starts its threads and looks at the result, all within one call, so that a set that
// explores interleavings can run it as often as it wants to.
#pragma once

#include <gtest/gtest.h>

#include "heddle/metrics/metered.hpp"
#include "heddle/sync/sync.hpp"
#include "yielding_sync.hpp"

namespace heddle {

// How often and by whom a scenario is run. A set that is not real threads specialises this.
template <class Sync>
struct ScenarioRunner {
  template <class Scenario>
  static void run(Scenario&& scenario) {
    for (int round = 0; round < 20 && !testing::Test::HasFailure(); ++round) scenario();
  }
};

template <class Sync>
class ContractTest : public testing::Test {
 protected:
  template <class Scenario>
  static void run(Scenario&& scenario) {
    ScenarioRunner<Sync>::run(scenario);
  }
};

using ContractSets = testing::Types<NativeSync, Metered<NativeSync>, YieldingSync>;

// A try may fail for no reason; one that could succeed does so in the end.
template <class Try>
void try_until_it_succeeds(Try&& attempt) {
  while (!attempt()) {
  }
}

}  // namespace heddle
