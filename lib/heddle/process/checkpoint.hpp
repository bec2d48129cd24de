// Steps at which a process may be killed. Code that claims to survive a kill calls checkpoint() between all
// of its steps; a test arms it in a child process and kills the child at the first, the second, the third ...
// step, until one run reaches its end alive.
#pragma once

namespace heddle {

namespace detail {
// Checkpoints until this process kills itself; 0 when it is not armed.
inline int checkpoints_to_live = 0;
void die_if_due() noexcept;
}  // namespace detail

// Costs one test of a plain int while it is not armed. Thread safety: any thread; once armed, one thread.
inline void checkpoint() noexcept {
  if (detail::checkpoints_to_live != 0) [[unlikely]]
    detail::die_if_due();
}

// The n-th checkpoint from now, counted from 1, kills the calling process with SIGKILL. 0 disarms. A child
// inherits what its parent had armed. Thread safety: call it before this process makes threads.
inline void die_at_checkpoint(int n) noexcept {
  detail::checkpoints_to_live = n > 0 ? n : 0;
}

inline bool checkpoint_is_armed() noexcept {
  return detail::checkpoints_to_live != 0;
}

}  // namespace heddle
