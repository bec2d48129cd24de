// The thread pool as a strategy.
#pragma once

#include <cstddef>

#include "heddle/sync/sync.hpp"
#include "heddle/work/thread_pool.hpp"

namespace heddle {

// Calls task(worker, job) once for every job from 0 to jobs - 1 on a pool of `workers` threads and returns
// when all are done. workers: at least 1. Errors: as ThreadPool; an exception of a task is thrown at the end.
template <class Sync = NativeSync, class Task>
void run_pool(int workers, std::size_t jobs, Task&& task) {
  // Two waiting jobs for each worker keep it fed; more would only take memory.
  ThreadPool<Sync> pool(workers, 2 * static_cast<std::size_t>(workers));
  for (std::size_t job = 0; job < jobs; ++job) pool.submit([&task, job](int worker) { task(worker, job); });
  pool.shutdown();
}

}  // namespace heddle
