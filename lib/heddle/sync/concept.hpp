// The shape that a synchronisation set must have, checked by the compiler. README.md beside this file
// says what the operations mean, which no compiler can check; the contract test does.
#pragma once

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "heddle/core/site.hpp"
#include "heddle/sync/in_memory.hpp"

namespace heddle {

// The program's own lifetime bounds a name: pass a literal.
template <class M>
concept BasicLockable = requires(M& mutex, Site site) {
  M{"name"};
  mutex.lock(site);
  { mutex.try_lock(site) } -> std::same_as<bool>;
  mutex.unlock(site);
};

template <class M>
concept SharedLockable = BasicLockable<M> && requires(M& mutex, Site site) {
  mutex.lock_shared(site);
  { mutex.try_lock_shared(site) } -> std::same_as<bool>;
  mutex.unlock_shared(site);
};

template <class S>
concept SemaphoreLike = requires(S& semaphore, Site site) {
  S{"name", 1};
  semaphore.acquire(site);
  { semaphore.try_acquire(site) } -> std::same_as<bool>;
  semaphore.release(site);
};

template <class A, class T>
concept AtomicLike = requires(A& atomic, T value, std::memory_order order, Site site) {
  A{"name", value};
  { atomic.load(order, site) } -> std::same_as<T>;
  atomic.store(value, order, site);
  { atomic.exchange(value, order, site) } -> std::same_as<T>;
  { atomic.compare_exchange_strong(value, value, order, order, site) } -> std::same_as<bool>;
  { atomic.compare_exchange_weak(value, value, order, order, site) } -> std::same_as<bool>;
};

template <class A, class T>
concept IntegerAtomicLike =
    AtomicLike<A, T> && requires(A& atomic, T value, std::memory_order order, Site site) {
      { atomic.fetch_add(value, order, site) } -> std::same_as<T>;
      { atomic.fetch_sub(value, order, site) } -> std::same_as<T>;
      { atomic.fetch_and(value, order, site) } -> std::same_as<T>;
      { atomic.fetch_or(value, order, site) } -> std::same_as<T>;
      { atomic.fetch_xor(value, order, site) } -> std::same_as<T>;
    };

template <class S>
concept SharedLike =
    requires(S& shared, const S& seen, int (*look)(const int&), bool (*change)(int&), Site site) {
      S{"name", 1};
      { seen.read(site) } -> std::same_as<int>;
      shared.write(1, site);
      { seen.with(look, site) } -> std::same_as<int>;
      { shared.with_mut(change, site) } -> std::same_as<bool>;
    };

template <class A>
concept SharedArrayLike = requires(A& array, const A& seen, std::span<const char> range,
                                   int (*look)(std::span<const char>), std::size_t i, Site site) {
  A{"name"};
  { seen.read(i, site) } -> std::same_as<char>;
  array.write(i, 'x', site);
  array.write(i, range, site);
  { seen.with(i, i, look, site) } -> std::same_as<int>;
};

template <class C, class M>
concept ConditionLike = requires(C& condition, M& mutex, Site site) {
  C{"name"};
  condition.wait(mutex, site);
  condition.notify_one(site);
  condition.notify_all(site);
};

template <class B>
concept BarrierLike = requires(B& barrier, Site site) {
  B{"name", 1};
  barrier.arrive_and_wait(site);
};

template <class L>
concept LatchLike = requires(L& latch, Site site) {
  L{"name", 1};
  latch.count_down(site);
  latch.wait(site);
};

template <class T>
concept ThreadLike = std::move_constructible<T> && requires(T& thread, void (*f)(), Site site) {
  T{"name", f};
  thread.join(site);
};

template <class S>
concept SinkLike = requires(S& sink, const S& seen, std::string_view bytes, Site site) {
  S{InMemory{"name"}};
  { sink.append(bytes, site) } -> std::same_as<bool>;
  { seen.error() } -> std::same_as<std::error_code>;
  { seen.contents() } -> std::same_as<std::string>;
};

// A set of synchronisation primitives.
template <class Sync>
concept SyncSet =
    BasicLockable<typename Sync::Mutex> && SharedLockable<typename Sync::SharedMutex> &&
    ConditionLike<typename Sync::ConditionVariable, typename Sync::Mutex> &&
    SemaphoreLike<typename Sync::Semaphore> && BarrierLike<typename Sync::Barrier> &&
    LatchLike<typename Sync::Latch> && ThreadLike<typename Sync::Thread> && SinkLike<typename Sync::Sink> &&
    IntegerAtomicLike<typename Sync::template Atomic<std::size_t>, std::size_t> &&
    AtomicLike<typename Sync::template Atomic<bool>, bool> &&
    AtomicLike<typename Sync::template Atomic<int*>, int*> &&
    SharedLike<typename Sync::template Shared<int>> &&
    SharedArrayLike<typename Sync::template SharedArray<char, 8>> && requires(Site site) {
      Sync::fence(std::memory_order_seq_cst, site);
      Sync::yield(site);
      { Sync::Clock::now() } -> std::same_as<std::int64_t>;
    };

}  // namespace heddle
