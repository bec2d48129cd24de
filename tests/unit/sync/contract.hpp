// The contract test is one body for every set of primitives: lib/heddle/sync/README.md in code. A scenario
// makes its objects, starts its threads and looks at the result, all within one call, so that a set that
// explores interleavings can run it as often as it wants to.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

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

// A try may fail for no reason; one that could succeed does so in the end.
template <class Try>
void try_until_it_succeeds(Try&& attempt) {
  while (!attempt()) {
  }
}

}  // namespace heddle

// ContractSets: which sets this program is about.
#ifdef HEDDLE_CONTRACT_OF_THE_MODEL
#include "model_sets.hpp"
#else
#include "native_sets.hpp"
#endif
