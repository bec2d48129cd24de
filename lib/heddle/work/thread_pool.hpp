// The executor of the field: threads that are started once and fed through a bounded queue.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "heddle/sync/sync.hpp"
#include "heddle/work/bounded_queue.hpp"

namespace heddle {

// Thread safety: submit from any thread that is not one of the pool's own (a worker that waits for room in
// its own queue would wait for itself); shutdown by the owner.
template <class Sync = NativeSync>
class ThreadPool {
 public:
  using Task = std::function<void(int worker)>;  // called with the worker's number, from 0

  // workers and queue_capacity: at least 1. Errors: std::invalid_argument for less; std::system_error where a
  // thread cannot be started.
  ThreadPool(int workers, std::size_t queue_capacity) : queue_(queue_capacity) {
    if (workers < 1) throw std::invalid_argument("ThreadPool: the number of workers must be at least 1");
    threads_.reserve(static_cast<std::size_t>(workers));
    try {
      for (int worker = 0; worker < workers; ++worker)
        threads_.emplace_back("pool worker", [this, worker] { work(worker); });
    } catch (...) {
      queue_.close();  // lets the threads that did start end before the members they use are gone
      throw;
    }
  }
  // Runs what was submitted to its end. An exception that a task threw is dropped; shutdown() throws it.
  ~ThreadPool() { close_and_join(); }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // Waits while the queue is full. Returns false after shutdown.
  bool submit(Task task) { return queue_.push(std::move(task)); }

  // Runs what was submitted to its end, then stops the threads. Throws the first exception that a task threw;
  // the tasks after it were run all the same.
  void shutdown() {
    close_and_join();
    const Lock<Sync> lock(failure_mutex_);
    const std::exception_ptr failure =
        failure_.with_mut([](std::exception_ptr& first) { return std::exchange(first, nullptr); });
    if (failure) std::rethrow_exception(failure);
  }

 private:
  void work(int worker) {
    while (auto task = queue_.pop()) {
      try {
        (*task)(worker);
      } catch (...) {
        const Lock<Sync> lock(failure_mutex_);
        failure_.with_mut([](std::exception_ptr& first) {
          if (!first) first = std::current_exception();
        });
      }
    }
  }

  void close_and_join() {
    queue_.close();
    threads_.clear();  // joins
  }

  BoundedQueue<Sync, Task> queue_;
  Mutex<Sync> failure_mutex_{"pool failure mutex"};
  Shared<Sync, std::exception_ptr> failure_ HEDDLE_GUARDED_BY(failure_mutex_){"pool failure"};
  std::vector<Thread<Sync>> threads_;
};

}  // namespace heddle
