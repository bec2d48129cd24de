// Worker processes that may be killed: every job is done all the same. Two strategies over one contract, both
// with a ledger in shared memory that says of each job whether it is pending, claimed, done or given up.
//
//   run_processes      one process per worker; each claims the next pending job from the ledger
//   run_process_pool   workers started once and fed by the parent through a bounded queue in shared memory
//
// When a worker dies, the parent puts its job back and starts another worker under a new number, so that what
// a worker numbers (the lines of a log) never has two writers. A job that has killed three workers is given
// up, or it would kill for ever.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// A job that its third worker did not survive is given up.
inline constexpr int kMostDeathsPerJob = 3;
// Workers that died without a job are replaced this many times in one run; beyond it something other than a
// job kills them.
inline constexpr int kMostIdleDeaths = 64;

// How a worker ended that did not come to its end.
struct WorkerDeath {
  pid_t pid = 0;
  int worker = 0;                  // its number
  std::optional<std::size_t> job;  // what it was doing
  int signal = 0;                  // that killed it; 0 when it exited
  int exit_status = 0;             // when it exited; kThrew after an exception

  static constexpr int kThrew = 70;  // EX_SOFTWARE

  // "worker 2 (pid 417) was killed by signal 9 (Killed)".
  std::string describe() const;
};

struct ProcessOptions {
  // Called in the parent for each death, when the dead one can do no more harm and before its job is given to
  // another: for removing its temporary files and for saying so.
  std::function<void(const WorkerDeath&)> on_death = {};
  std::size_t queue_capacity = 64;  // of the pool's queue; at least 1
  int kill_worker_at = 0;  // worker 0 kills itself at this checkpoint (process/checkpoint.hpp); 0 never
};

struct ProcessRun {
  int deaths = 0;
  std::vector<std::size_t> given_up;  // ascending
  int workers_used = 0;               // numbers handed out, from 0
};

// Runs in a worker process, once for each job and once more for each death in mid-job. It leaves its results
// in memory that was shared before the call (process/shared_memory.hpp) or in files, and must find nothing
// wrong with what a killed run of the same job left there. It must not throw: that ends the worker with
// kThrew, and counts as a death. It should not write to stdio, whose buffers hold what the parent had not
// flushed.
using ProcessTask = std::function<void(int worker, std::size_t job)>;

// Returns when each job from 0 to jobs - 1 is done or given up. workers: at least 1; no more than jobs are
// started. Where the system refuses another process, it goes on with the workers that it has.
//
// The workers get SIGKILL when the calling thread ends, start with no blocked signals and default SIGINT,
// SIGTERM, SIGHUP and SIGQUIT (unless ignored), and end without exit handlers.
//
// Errors: std::invalid_argument for workers < 1; std::system_error when not one worker can be started or
// shared memory is out; std::runtime_error when workers die before they take a job, again and again; what
// on_death throws. No worker is left behind then. Thread safety: from one thread at a time, with no other
// thread in a lock that the task needs (fork).
ProcessRun run_processes(int workers, std::size_t jobs, const ProcessTask& task,
                         const ProcessOptions& options = {});

// The same by way of the queue. Errors as well: std::invalid_argument for queue_capacity 0.
ProcessRun run_process_pool(int workers, std::size_t jobs, const ProcessTask& task,
                            const ProcessOptions& options = {});

// No run with these arguments hands out more worker numbers: the size for arrays that have one element per
// worker. Errors: std::length_error when it is beyond int.
int max_worker_numbers(int workers, std::size_t jobs);

}  // namespace heddle
