// Small random programs over every primitive of the model, for comparing one scheduler with another.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "heddle/core/variant.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::test {

enum class Act {
  kLoadRelaxed,
  kLoadAcquire,
  kLoadSeqCst,
  kStoreRelaxed,
  kStoreRelease,
  kStoreSeqCst,
  kAddRelaxed,
  kAddAcqRel,
  kAddSeqCst,
  kExchange,
  kCompareExchangeStrong,
  kCompareExchangeWeak,
  kFenceAcquire,
  kFenceRelease,
  kFenceSeqCst,
  kLocked,         // lock, one access, unlock
  kNested,         // two mutexes, in either order: may deadlock
  kTryLock,        // and unlock, where it was had
  kSharedLock,     // a look under a shared mutex
  kExclusiveLock,  // a change under it
  kAcquire,        // a permit; may wait for ever
  kRelease,
  kTryAcquire,
  kWait,       // for a flag, with a condition variable; may wait for ever
  kNotifyOne,  // after the flag was set
  kNotifyAll,
  kCountDown,
  kAwaitLatch,    // may wait for ever
  kStartAndJoin,  // a thread that adds
  kYieldOnce,
};
inline constexpr int kActs = static_cast<int>(Act::kYieldOnce) + 1;

const char* name_of(Act act);

struct Action {
  Act act;
  int object = 0;  // which of the two
  int value = 1;
};

struct RandomProgram {
  std::vector<std::vector<Action>> threads;  // 2 to 4
  std::string text() const;
};

// The same seed gives the same program everywhere.
RandomProgram random_program(std::uint64_t seed);

// What all executions that a scheduler picks come to. Findings are outcomes too, by their names.
struct Outcomes {
  std::set<std::string> all;
  std::uint64_t executions = 0;
  std::uint64_t redundant = 0;
  bool complete = false;  // the scheduler had no execution left
};

// Up to max_executions of them.
Outcomes outcomes_of(const RandomProgram& program, model::Scheduler& scheduler, std::uint64_t max_executions);

}  // namespace heddle::test
