#include "sanitizers/relacy/dependence.hpp"

#include "sanitizers/relacy/object.hpp"

namespace heddle::model {
namespace {

std::uint32_t number_of(const Object* object) {
  return object != nullptr ? object->number() : 0;
}

bool same_object(std::uint32_t a, std::uint32_t b) {
  return a != 0 && a == b;
}

bool share_an_object(const Access& a, const Access& b) {
  return same_object(a.object, b.object) || same_object(a.object, b.also) || same_object(a.also, b.object) ||
         same_object(a.also, b.also);
}

// Kinds that commute with another of their group on the same object: they only look, or only add.
enum class Group {
  kNone,
  kLooks,       // loads and reads
  kReaders,     // of a shared mutex: to come in, to leave
  kReleases,    // of a semaphore: permits are counted, and what they publish is collected
  kCountDowns,  // of a latch, likewise
  kPasses,      // from an open barrier or latch
  kNotices,     // who is notified may be any of the waiters, by either
};

Group group_of(Kind kind) {
  switch (kind) {
    case Kind::kLoad:
    case Kind::kRead:
      return Group::kLooks;
    case Kind::kLockShared:
    case Kind::kTryLockShared:
    case Kind::kUnlockShared:
      return Group::kReaders;
    case Kind::kRelease:
      return Group::kReleases;
    case Kind::kCountDown:
      return Group::kCountDowns;
    case Kind::kPass:
    case Kind::kAwait:
      return Group::kPasses;
    case Kind::kNotify:
      return Group::kNotices;
    default:
      return Group::kNone;
  }
}

// Takes a mutex, alone or with others, and has to wait until it can.
bool takes_mutex(Kind kind) {
  return kind == Kind::kLock || kind == Kind::kLockShared || kind == Kind::kWake;
}

// Gives one back, which only a holder can do.
bool gives_mutex(Kind kind) {
  return kind == Kind::kUnlock || kind == Kind::kUnlockShared || kind == Kind::kWait;
}

}  // namespace

Access::Access(const Operation& operation)
    : kind(operation.kind), object(number_of(operation.object)), also(number_of(operation.also)) {}

bool are_dependent(const Access& a, const Access& b) {
  // All sequentially consistent fences are in one order that other operations see.
  if (a.kind == Kind::kFence && b.kind == Kind::kFence) return true;
  if (!share_an_object(a, b)) return false;
  const Group group = group_of(a.kind);
  return group == Group::kNone || group != group_of(b.kind);
}

bool may_be_co_enabled(const Access& a, const Access& b) {
  if (gives_mutex(a.kind) && gives_mutex(b.kind))
    return a.kind == Kind::kUnlockShared && b.kind == Kind::kUnlockShared;
  if ((gives_mutex(a.kind) && takes_mutex(b.kind)) || (takes_mutex(a.kind) && gives_mutex(b.kind))) {
    // A reader that leaves and one that comes may meet; they are independent anyway.
    return a.kind == Kind::kUnlockShared && b.kind == Kind::kLockShared;
  }
  return true;
}

}  // namespace heddle::model
