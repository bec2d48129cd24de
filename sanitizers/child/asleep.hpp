// Whether a process has come to rest for good: every thread of its own asleep in a lock, without a time
// limit. A thread that is only slow, or waits for a processor on a busy machine, is not asleep.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace heddle {

// The system's numbers of threads. Trivially copyable, so that it may lie in shared memory; as many as fit.
struct ThreadList {
  std::array<pid_t, 16> ids{};
  std::size_t size = 0;

  bool has(pid_t id) const;
};

// The threads of a process but for one. Empty where the system does not tell.
ThreadList threads_of(pid_t process, pid_t but_for);

// Threads, and how often each has gone to sleep in its life.
using Sleepers = std::vector<std::pair<pid_t, std::string>>;

// The threads of `process` but for those in `leave_out`, if all of them sleep in a futex without a time
// limit; two equal answers in a row mean that none has been awake in between. Empty where one does not sleep
// so, or where the system does not tell (/proc is not mounted, or its `syscall` is forbidden). Thread safety:
// any thread at any time.
Sleepers asleep_for_good(pid_t process, const ThreadList& leave_out);

}  // namespace heddle
