// What a thread of the model is about to do, told before it does it: the scheduler chooses among these.
#pragma once

#include <cstdint>
#include <string_view>

#include "heddle/core/site.hpp"

namespace heddle::model {

class Object;

// Kinds that only look are told from kinds that change, since two looks at one object commute.
enum class Kind : std::uint8_t {
  kLoad,
  kStore,
  kUpdate,  // a read-modify-write, a compare-exchange
  kFence,
  kRead,     // plain memory, in show mode
  kWrite,    // plain memory, in show mode
  kDestroy,  // the end of plain memory: no scheduling point
  kLock,
  kTryLock,
  kUnlock,
  kLockShared,
  kTryLockShared,
  kUnlockShared,
  kWait,  // lets go of `also`, the mutex, and begins to wait
  kWake,  // takes `also`, the mutex, again
  kNotify,
  kAcquire,
  kTryAcquire,
  kRelease,
  kArrive,
  kPass,  // leaves the barrier
  kCountDown,
  kAwait,  // a latch
  kJoin,
  kAwaitWorkers,  // the main thread, until the variant's threads are done
  kYield,
  kAppend,
  kStart,  // of a thread by another: no scheduling point, as its beginning and its end are none
  kBegin,
  kEnd,
};

constexpr bool only_looks(Kind kind) {
  return kind == Kind::kLoad || kind == Kind::kRead;
}

struct Operation {
  Kind kind = Kind::kYield;
  const Object* object = nullptr;  // null: of no object
  const Object* also = nullptr;    // a second object that it touches
  std::uint32_t awaited = 0;       // threads that it waits for the end of, or starts, as a bit mask
  Site site;
};

// Whether the object has to be asked before the thread can go on.
constexpr bool may_wait(Kind kind) {
  switch (kind) {
    case Kind::kLock:
    case Kind::kLockShared:
    case Kind::kWake:
    case Kind::kAcquire:
    case Kind::kPass:
    case Kind::kAwait:
    case Kind::kJoin:
    case Kind::kAwaitWorkers:
      return true;
    default:
      return false;
  }
}

// "lock", "wait", for traces and for the list of who waits for what.
constexpr std::string_view words_for(Kind kind) {
  switch (kind) {
    case Kind::kLoad:
      return "load";
    case Kind::kStore:
      return "store";
    case Kind::kUpdate:
      return "read-modify-write";
    case Kind::kFence:
      return "fence";
    case Kind::kRead:
      return "read";
    case Kind::kWrite:
      return "write";
    case Kind::kDestroy:
      return "destruction";
    case Kind::kLock:
      return "lock";
    case Kind::kTryLock:
      return "try_lock";
    case Kind::kUnlock:
      return "unlock";
    case Kind::kLockShared:
      return "lock_shared";
    case Kind::kTryLockShared:
      return "try_lock_shared";
    case Kind::kUnlockShared:
      return "unlock_shared";
    case Kind::kWait:
      return "wait";
    case Kind::kWake:
      return "wake";
    case Kind::kNotify:
      return "notify";
    case Kind::kAcquire:
      return "acquire";
    case Kind::kTryAcquire:
      return "try_acquire";
    case Kind::kRelease:
      return "release";
    case Kind::kArrive:
      return "arrive";
    case Kind::kPass:
      return "pass";
    case Kind::kCountDown:
      return "count_down";
    case Kind::kAwait:
      return "wait";
    case Kind::kJoin:
      return "join";
    case Kind::kAwaitWorkers:
      return "wait for the workers";
    case Kind::kYield:
      return "yield";
    case Kind::kAppend:
      return "append";
    case Kind::kStart:
      return "start";
    case Kind::kBegin:
      return "begin";
    case Kind::kEnd:
      return "end";
  }
  return "operation";
}

}  // namespace heddle::model
