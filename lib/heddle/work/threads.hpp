// One thread for each worker; whoever is free claims the next job from a shared index.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "heddle/sync/sync.hpp"
#include "heddle/work/work_index.hpp"

namespace heddle {

// Calls task(worker, job) once for every job from 0 to jobs - 1, from `workers` threads at once, and returns
// when all are done. workers: at least 1. The task must not throw.
// Errors: std::invalid_argument for fewer workers; std::system_error when a thread cannot be started; every
// job is done all the same if one could.
template <class Sync = NativeSync, class Task>
void run_threads(int workers, std::size_t jobs, Task&& task) {
  if (workers < 1) throw std::invalid_argument("run_threads: the number of workers must be at least 1");
  WorkIndex<Sync> index(jobs);
  std::vector<Thread<Sync>> threads;
  threads.reserve(static_cast<std::size_t>(workers));
  for (int worker = 0; worker < workers; ++worker)
    threads.emplace_back("worker", [&index, &task, worker] {
      while (const auto job = index.claim()) task(worker, *job);
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace heddle
