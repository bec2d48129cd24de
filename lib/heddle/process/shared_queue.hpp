// A bounded queue of numbers from one parent to its worker processes, which may be killed at any step: a
// death loses no number and no place. Its two ends are each moved by one store under a robust mutex, so there
// is never anything to repair; and what is waited on counts wake-ups, not items, so a waiter that finds
// nothing waits again.
#pragma once

#include <semaphore.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "heddle/process/checkpoint.hpp"
#include "heddle/process/robust_mutex.hpp"
#include "heddle/process/shared_memory.hpp"

namespace heddle {

// A counting semaphore in shared memory (sem_t). A process killed in acquire() may take a permit or a wake-up
// with it. Thread safety: any thread of any process.
class SharedSemaphore {
 public:
  // Errors: std::system_error.
  SharedSemaphore();
  SharedSemaphore(const SharedSemaphore&) = delete;
  SharedSemaphore& operator=(const SharedSemaphore&) = delete;

  void acquire();
  void release();

 private:
  sem_t semaphore_;
};

// Made before the workers are forked.
// Thread safety: push side (try_push, open, close, make_up_for_a_death) from one thread of the parent; pop()
// from any number of processes.
// Invariant: permits of `items_`, and consumers between taking one and looking at the queue, are together at
// least as many as there are items, once make_up_for_a_death() was called for each dead consumer.
class SharedQueue {
 public:
  // capacity: at least 1. Errors: std::invalid_argument for 0; std::system_error.
  explicit SharedQueue(std::size_t capacity);
  ~SharedQueue();
  SharedQueue(const SharedQueue&) = delete;
  SharedQueue& operator=(const SharedQueue&) = delete;

  // False when it is full; room() can be read once there may be room again.
  bool try_push(std::size_t item);
  // Nothing will follow: pop() returns nothing once the queue is empty. May be called again.
  void close();
  // Takes close() back. Consumers that were told of it stay away.
  void open();
  // To be called when a consumer has died, and is gone: it may have been the one that was woken.
  void make_up_for_a_death();

  // A descriptor to poll(2): readable after an item was taken from a full queue. clear_room() before the next
  // poll.
  int room() const { return room_; }
  void clear_room();

  // Waits for an item and takes it, or returns nothing when the queue is closed and empty.
  // claim(item): called before the item leaves the queue, with the lock held; it may be called again with the
  // same item when the caller dies right after. When it returns false, the item is dropped.
  template <class Claim>
  std::optional<std::size_t> pop(Claim&& claim) {
    for (;;) {
      checkpoint();
      shared_->items.acquire();
      checkpoint();
      const RobustLock lock(shared_->mutex, [] {});
      checkpoint();
      const std::uint64_t head = shared_->head.load(kRelaxed);
      const std::uint64_t size = shared_->tail.load(kRelaxed) - head;
      if (size == 0) {
        if (!shared_->is_closed.load(kRelaxed)) continue;
        shared_->items.release();  // the next one is to know it too
        checkpoint();
        return std::nullopt;
      }
      const std::size_t item = ring_[head % ring_.size()];
      const bool claimed = claim(item);
      checkpoint();
      shared_->head.store(head + 1, kRelaxed);
      checkpoint();
      if (size == ring_.size()) tell_of_room();
      checkpoint();
      if (claimed) return item;
    }
  }

 private:
  // The mutex orders these; they are atomic so that each changes in one step that a kill cannot divide.
  static constexpr std::memory_order kRelaxed = std::memory_order_relaxed;
  struct State {
    RobustMutex mutex;
    SharedSemaphore items;
    std::atomic<std::uint64_t> head{0};  // items taken so far
    std::atomic<std::uint64_t> tail{0};  // items pushed so far
    std::atomic<bool> is_closed{false};
  };

  void tell_of_room();

  SharedMemory<State> shared_;
  SharedMemory<std::size_t[]> ring_;
  int room_;
};

}  // namespace heddle
