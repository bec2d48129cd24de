// The sets of primitives that run on real threads, for the contract test.
#pragma once

#include <gtest/gtest.h>

#include "heddle/metrics/metered.hpp"
#include "heddle/sync/sync.hpp"
#include "heddle/sync/watched.hpp"
#include "yielding_sync.hpp"

namespace heddle {

using ContractSets =
    testing::Types<NativeSync, Metered<NativeSync>, Watched<NativeSync>, YieldingSync, Watched<YieldingSync>>;

}  // namespace heddle
