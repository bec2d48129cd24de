// The yardstick: one worker, the caller's own thread, one job after the other.
#pragma once

#include <cstddef>

namespace heddle {

// Calls task(0, job) for every job from 0 to jobs - 1, in order.
template <class Task>
void run_sequential(std::size_t jobs, Task&& task) {
  for (std::size_t job = 0; job < jobs; ++job) task(0, job);
}

}  // namespace heddle
