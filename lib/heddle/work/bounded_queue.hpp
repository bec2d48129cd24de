// A queue with room for so many: producers wait while it is full, consumers while it is empty, and closing it
// lets the consumers take what is left and then go home.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <stdexcept>
#include <utility>

#include "heddle/sync/sync.hpp"

namespace heddle {

// Thread safety: every member may be called by any thread.
// Invariants: at most `capacity` items; every item that push accepted is popped exactly once, in the order of
// acceptance; after close() no item is accepted.
template <class Sync, class T>
class BoundedQueue {
 public:
  // capacity: at least 1. Errors: std::invalid_argument for 0, where push would wait for ever.
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {
    if (capacity == 0) throw std::invalid_argument("BoundedQueue: the capacity must be at least 1");
  }

  // Waits while the queue is full. Returns false, and drops the item, if the queue is or becomes closed.
  bool push(T item) {
    const Lock<Sync> lock(mutex_);
    while (size() == capacity_ && !closed_.read()) not_full_.wait(mutex_);
    if (closed_.read()) return false;
    items_.with_mut([&](std::deque<T>& items) { items.push_back(std::move(item)); });
    not_empty_.notify_one();
    return true;
  }

  // Waits while the queue is empty. Returns nothing once it is closed and empty.
  std::optional<T> pop() {
    const Lock<Sync> lock(mutex_);
    while (size() == 0 && !closed_.read()) not_empty_.wait(mutex_);  // [race] where close() is broken
    if (size() == 0) return std::nullopt;
    std::optional<T> item = items_.with_mut([](std::deque<T>& items) {
      std::optional<T> first(std::move(items.front()));
      items.pop_front();
      return first;
    });
    not_full_.notify_one();
    return item;
  }

  // Wakes everybody. May be called more than once.
  void close() {
    const Lock<Sync> lock(mutex_);
    closed_.write(true);
    not_empty_.notify_all();
    not_full_.notify_all();
  }

 protected:  // for a derived queue that closes in another way
  const std::size_t capacity_;
  Mutex<Sync> mutex_{"queue mutex"};
  ConditionVariable<Sync> not_empty_{"queue not empty"};
  ConditionVariable<Sync> not_full_{"queue not full"};
  Shared<Sync, std::deque<T>> items_ HEDDLE_GUARDED_BY(mutex_){"queue items"};
  Shared<Sync, bool> closed_ HEDDLE_GUARDED_BY(mutex_){"queue closed", false};

 private:
  std::size_t size() const HEDDLE_REQUIRES(mutex_) {
    return items_.with([](const std::deque<T>& items) { return items.size(); });
  }
};

}  // namespace heddle
