// What a component may use to synchronise. A component is a template over one parameter,
// `class Sync = NativeSync`, and names its primitives through the aliases below; the same source then
// runs on real threads, under ThreadSanitizer and in the model checker. README.md beside this file is
// the contract that every set fulfils.
#pragma once

#include <cstddef>

#include "heddle/core/site.hpp"
#include "heddle/sync/concept.hpp"
#include "heddle/sync/lock.hpp"
#include "heddle/sync/native.hpp"
#include "heddle/sync/thread_safety.hpp"

namespace heddle {

// Plain memory that threads share: read(), write(), or with(f), with_mut(f) for larger state.
template <class Sync, class T>
using Shared = typename Sync::template Shared<T>;

// A fixed number of plain elements that threads share.
template <class Sync, class T, std::size_t N>
using SharedArray = typename Sync::template SharedArray<T, N>;

template <class Sync, class T>
using Atomic = typename Sync::template Atomic<T>;

template <class Sync>
using Mutex = typename Sync::Mutex;

template <class Sync>
using SharedMutex = typename Sync::SharedMutex;

template <class Sync>
using ConditionVariable = typename Sync::ConditionVariable;

template <class Sync>
using Semaphore = typename Sync::Semaphore;

template <class Sync>
using Barrier = typename Sync::Barrier;

template <class Sync>
using Latch = typename Sync::Latch;

template <class Sync>
using Thread = typename Sync::Thread;

// Nanoseconds since some fixed moment, or steps in a model: good for differences only.
template <class Sync>
using Clock = typename Sync::Clock;

// Bytes appended to a log.
template <class Sync>
using Sink = typename Sync::Sink;

}  // namespace heddle
