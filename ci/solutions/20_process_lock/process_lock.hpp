// A lock in memory that processes share. It holds the number of its owner, and no pointer: what lies at an
// address here is nothing there. An owner may be killed; then the next process that wants the lock inherits
// it.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class ProcessLock {
 public:
  // Waits until `me` has the lock. me: above 0, and no other process has it. is_alive(number) says whether
  // that process lives. Returns whether it was inherited from a dead owner: then the caller repairs what that
  // one left half done, before it goes on.
  template <class IsAlive>
  bool lock(int me, IsAlive is_alive) {
    while (true) {
      int owner = kNobody;
      if (owner_.compare_exchange_strong(owner, me, std::memory_order_acquire, std::memory_order_relaxed))
        return false;
      // Of all who see the same dead owner, only one takes its place.
      if (!is_alive(owner) &&
          owner_.compare_exchange_strong(owner, me, std::memory_order_acquire, std::memory_order_relaxed))
        return true;
      Sync::yield();
    }
  }

  // By the one that has it.
  void unlock() { owner_.store(kNobody, std::memory_order_release); }

 private:
  static constexpr int kNobody = 0;

  Atomic<Sync, int> owner_{"owner", kNobody};
};

}  // namespace heddle::exercise
