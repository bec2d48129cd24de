// Tells how many jobs are done while they are done, whichever thread or process does them: there is no other
// thread that could look, since worker processes are forked from one that has none.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>

#include "heddle/process/shared_memory.hpp"

namespace heddle {

// Called by the worker that has just done a job, in its own thread and process, with the number of jobs done.
using ShowProgress = std::function<void(std::uint64_t done)>;

// Made before the workers. Thread safety: any thread of any process.
class JobProgress {
 public:
  explicit JobProgress(ShowProgress show) : show_(std::move(show)) {}

  // Shows the first job at once, and then at most ten in a second; nothing where there is nobody to see it.
  // What goes wrong with it stops no work.
  void job_done() noexcept;

 private:
  struct State {
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::int64_t> next{0};  // nanoseconds of the steady clock, which processes share
  };

  const ShowProgress show_;
  SharedMemory<State> state_;
};

}  // namespace heddle
