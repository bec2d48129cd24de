// A decorator over any set of primitives that says what waiting cost. Components know nothing of it: they are
// instantiated with Metered<Sync> instead of Sync, and a LockLedger collects the figures.
#pragma once

#include "heddle/metrics/metered_mutex.hpp"
#include "heddle/metrics/metered_semaphore.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle {

// A SharedMutex is not metered.
template <class Base = NativeSync>
struct Metered : Base {
  using Mutex = MeteredMutex<Base>;
  using ConditionVariable = MeteredConditionVariable<Base>;
  using Semaphore = MeteredSemaphore<Base>;
};

}  // namespace heddle
