// A piece of a test that runs in a process of its own, because it is to be killed or to change its process.
#pragma once

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace heddle::test {

constexpr int kThrewInChild = 99;

// Starts body() in a child, which ends with status 0 after it. Ends with the test program at the latest.
template <class Body>
pid_t start_forked(Body&& body) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  try {
    body();
  } catch (...) {
    ::_exit(kThrewInChild);
  }
  ::_exit(0);
}

// The status as waitpid(2) gives it.
inline int wait_for(pid_t child) {
  int status = -1;
  ::waitpid(child, &status, 0);
  return status;
}

template <class Body>
int run_forked(Body&& body) {
  return wait_for(start_forked(body));
}

inline bool was_killed(int status) {
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}
inline bool ended_well(int status) {
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

[[noreturn]] inline void kill_this_process() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

}  // namespace heddle::test
