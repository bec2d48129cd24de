// Small random programs over every primitive of the model, for comparing one scheduler with another.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "heddle/core/variant.hpp"
#include "sanitizers/relacy/scheduler.hpp"

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
  kStartAndJoin,
  kYield,
  kSpin,           // until an atomic is not 0: may spin for ever
  kSpinAndGiveUp,  // after three tries
};
inline constexpr int kActs = static_cast<int>(Act::kSpinAndGiveUp) + 1;

// From 0, for the acts that have one: relaxed, acquire, release, acq_rel, seq_cst. An act that cannot have it
// takes another that it can have.
inline constexpr int kOrders = 5;

struct Action {
  Act act;
  int on;     // which of two objects
  int value;  // 0 to 2
  int order;
};

struct RandomProgram {
  std::vector<std::vector<Action>> threads;  // 2 to 4
  int permits = 0;                           // of the semaphore

  std::string text() const;
};

// The same seed gives the same program everywhere.
RandomProgram random_program(std::uint64_t seed);

// For a search. One at a time: the last one that was asked for runs, as long as its program lives.
Variant as_variant(const RandomProgram& program);

// What the executions that a scheduler picks come to. A finding is an outcome too, by its name, and the
// search goes on behind it.
struct Outcomes {
  std::set<std::string> all;
  std::uint64_t executions = 0;
  std::uint64_t redundant = 0;
  bool complete = false;  // the scheduler had no execution left, and none was cut off
};

Outcomes outcomes_of(const RandomProgram& program, model::Scheduler& scheduler, std::uint64_t max_executions);

}  // namespace heddle::test
