#include "sanitizers/relacy/giver.hpp"

#include <cstddef>
#include <vector>

namespace heddle::model {
namespace {

using Deeds = std::span<const Deed>;

// The last deed that it holds for, or -1.
template <class Predicate>
int last_that(Deeds deeds, Predicate&& predicate) {
  for (std::size_t i = deeds.size(); i-- > 0;)
    if (predicate(deeds[i])) return static_cast<int>(i);
  return -1;
}

int store_read_by(const Deed& deed, Deeds before) {
  int back = deed.stores_back;
  return last_that(
      before, [&](const Deed& past) { return past.object == deed.object && past.stored && back-- == 0; });
}

int write_read_by(const Deed& deed, Deeds before) {
  return last_that(before, [&](const Deed& past) {
    return past.object == deed.object && past.kind == Kind::kWrite && meet(past.elements, deed.elements);
  });
}

int unlock_of(std::uint32_t mutex, bool alone, Deeds before) {
  return last_that(before, [&](const Deed& past) {
    return (past.object == mutex &&
            (past.kind == Kind::kUnlock || (alone && past.kind == Kind::kUnlockShared))) ||
           (past.also == mutex && past.kind == Kind::kWait);
  });
}

// Permits are alike: those that nobody released are taken first.
int release_taken_by(const Deed& deed, Deeds before) {
  std::vector<int> releases;
  int taken = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].object != deed.object || before[i].in_vain) continue;
    if (before[i].kind == Kind::kRelease)
      releases.push_back(static_cast<int>(i));
    else
      ++taken;
  }
  const int at_the_beginning = deed.permits + taken - static_cast<int>(releases.size());
  return taken < at_the_beginning ? -1 : releases[static_cast<std::size_t>(taken - at_the_beginning)];
}

}  // namespace

int giver_of_last(std::span<const Deed> deeds) {
  const Deed& deed = deeds.back();
  const Deeds before = deeds.first(deeds.size() - 1);
  if (deed.in_vain) return -1;
  switch (deed.kind) {
    case Kind::kLoad:
    case Kind::kUpdate:
      return store_read_by(deed, before);
    case Kind::kRead:
      return write_read_by(deed, before);
    case Kind::kLock:
    case Kind::kTryLock:
      return unlock_of(deed.object, true, before);
    case Kind::kLockShared:
    case Kind::kTryLockShared:
      return unlock_of(deed.object, false, before);
    case Kind::kWake:
      if (!deed.notified) return unlock_of(deed.also, true, before);
      [[fallthrough]];
    case Kind::kPass:
      return last_that(before, [&](const Deed& past) {
        return past.object == deed.object && has(past.lets_go, deed.thread);
      });
    case Kind::kAcquire:
    case Kind::kTryAcquire:
      return release_taken_by(deed, before);
    case Kind::kAwait:
      return last_that(before, [&](const Deed& past) {
        return past.object == deed.object && past.kind == Kind::kCountDown;
      });
    case Kind::kBegin:
      return last_that(
          before, [&](const Deed& past) { return past.kind == Kind::kStart && past.other == deed.thread; });
    case Kind::kJoin:
      return last_that(
          before, [&](const Deed& past) { return past.kind == Kind::kEnd && past.thread == deed.other; });
    default:
      return -1;
  }
}

}  // namespace heddle::model
