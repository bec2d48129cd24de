// Small random programs over every primitive of the model, for comparing one search with another.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "every_outcome.hpp"
#include "heddle/core/variant.hpp"
#include "sanitizers/relacy/scheduler.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::test {

enum class Act {
  kLoad,
  kStore,
  kAdd,
  kExchange,
  kCompareExchange,
  kCompareExchangeWeak,
  kFence,
  kLocked,  // a change of plain memory under a mutex
  kNested,  // under two, in either order: may deadlock
  kTryLock,
  kShared,     // a look under a shared mutex
  kExclusive,  // a change under it
  kTryShared,
  kTryExclusive,
  kAcquire,
  kTryAcquire,
  kRelease,
  kWait,         // for a notification, without a condition: may wait for ever
  kWaitForFlag,  // in a loop, as one should
  kNotifyOne,
  kNotifyAll,
  kRaiseFlag,  // under the mutex, and a notification after it
  kCountDown,
  kAwait,
  kMeet,  // at a barrier of two
  kAppend,
  kStart,  // a thread that adds to an atomic and looks at it
  kJoin,   // the thread that this one has started last
  kYield,
  kSpin,           // until an atomic is not 0: may spin for ever
  kSpinOnEither,   // until one of both is not 0
  kSpinAndGiveUp,  // after three tries
  kRead,           // plain memory under no lock: may be a data race
  kWrite,
};
inline constexpr int kActs = static_cast<int>(Act::kWrite) + 1;

std::string_view words_for(Act act);

// From 0, for the acts that have one: relaxed, acquire, release, acq_rel, seq_cst. An act that cannot have it
// takes another that it can have.
inline constexpr int kOrders = 5;
bool has_order(Act act);

struct Action {
  Act act;
  int on;     // which of two objects
  int value;  // 0 to 2
  int order;
};

struct RandomProgram {
  std::vector<std::vector<Action>> threads;  // 2 to 4
  int permits = 0;                           // of the semaphore
  model::Mode mode = model::Mode::kCheck;

  std::string text() const;
};

// The same seed gives the same program everywhere.
RandomProgram random_program(std::uint64_t seed);

// For a search. One at a time: the last one that was asked for runs, as long as its program lives.
Variant as_variant(const RandomProgram& program);

Outcomes outcomes_of(const RandomProgram& program, model::Scheduler& scheduler, std::uint64_t max_executions);

}  // namespace heddle::test
