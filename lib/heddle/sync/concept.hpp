// The shape that a synchronisation set must have, checked by the compiler. README.md beside this file
// says what the operations mean, which no compiler can check; the contract test does.
#pragma once

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "heddle/core/site.hpp"

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
  { atomic.fetch_add(value, order, site) } -> std::same_as<T>;
  { atomic.fetch_sub(value, order, site) } -> std::same_as<T>;
};

template <class S>
concept SinkLike = requires(S& sink, std::string_view bytes, Site site) { sink.append(bytes, site); };

// A set of synchronisation primitives.
template <class Sync>
concept SyncSet =
    BasicLockable<typename Sync::Mutex> && SharedLockable<typename Sync::SharedMutex> &&
    SemaphoreLike<typename Sync::Semaphore> && SinkLike<typename Sync::Sink> &&
    AtomicLike<typename Sync::template Atomic<std::size_t>, std::size_t> &&
    requires(typename Sync::template Shared<int>& shared, typename Sync::template SharedArray<char, 8>& array,
             typename Sync::ConditionVariable& condition, typename Sync::Barrier& barrier,
             typename Sync::Latch& latch, typename Sync::Thread& thread, Site site) {
      { shared.read(site) } -> std::same_as<int>;
      shared.write(1, site);
      { array.read(std::size_t{0}, site) } -> std::same_as<char>;
      array.write(std::size_t{0}, 'x', site);
      condition.notify_one(site);
      condition.notify_all(site);
      barrier.arrive_and_wait(site);
      latch.count_down(site);
      latch.wait(site);
      thread.join(site);
      Sync::fence(std::memory_order_seq_cst, site);
      Sync::yield(site);
      { Sync::Clock::now() } -> std::same_as<std::int64_t>;
    };

}  // namespace heddle
