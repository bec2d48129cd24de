// The native set: real threads and the C++ standard library's primitives, for the program, the stress
// tests and ThreadSanitizer. A name or a site given to a native primitive costs nothing.
#pragma once

#include <atomic>
#include <cstddef>

#include "heddle/core/site.hpp"
#include "heddle/sync/native/atomic.hpp"
#include "heddle/sync/native/barrier.hpp"
#include "heddle/sync/native/clock.hpp"
#include "heddle/sync/native/condition_variable.hpp"
#include "heddle/sync/native/mutex.hpp"
#include "heddle/sync/native/semaphore.hpp"
#include "heddle/sync/native/shared.hpp"
#include "heddle/sync/native/sink.hpp"
#include "heddle/sync/native/thread.hpp"

namespace heddle {

struct NativeSync {
  template <class T>
  using Shared = native::Shared<T>;
  template <class T, std::size_t N>
  using SharedArray = native::SharedArray<T, N>;
  template <class T>
  using Atomic = native::Atomic<T>;
  using Mutex = native::Mutex;
  using SharedMutex = native::SharedMutex;
  using ConditionVariable = native::ConditionVariable;
  using Semaphore = native::Semaphore;
  using Barrier = native::Barrier;
  using Latch = native::Latch;
  using Thread = native::Thread;
  using Clock = native::Clock;
  using Sink = native::Sink;

  static void fence(std::memory_order order, Site = {}) {
#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wtsan"  // gcc does not instrument fences; that case says "could not run"
#endif
    std::atomic_thread_fence(order);
#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
  }
  static void yield(Site = {}) { native::Thread::yield(); }
};

}  // namespace heddle
