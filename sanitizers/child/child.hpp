// Work in a child process: what hangs or crashes there leaves its caller whole. A child that makes no
// progress is asked where its threads wait and is then ended with all of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "heddle/sync/watch.hpp"

namespace heddle {

struct ChildResult {
  enum class End {
    kAnswered,  // and `answer` is what work returned
    kHung,      // no progress; `waiting` says where its threads were
    kDied,      // by `signal`, or by exit with `exit_status`, without an answer
  };

  End end = End::kDied;
  std::string answer;
  std::vector<Waiting> waiting;  // what Watched<Base> noted; empty where the child could not tell any more
  int signal = 0;                // 0: it exited
  int exit_status = 0;
  std::string last_words;  // the end of what it wrote to standard output and standard error
};

inline constexpr double kHangSeconds = 10;           // long, as a busy machine makes work slow
inline constexpr std::size_t kMostLastWords = 4096;  // bytes
inline constexpr int kChildThrew = 70;               // the exit status after an exception (EX_SOFTWARE)

// Forks, runs work() in the child, and returns what came of it. Nothing is left behind: no descriptor, no
// process, no thread, whatever the child did. (Processes that work() starts are its own to end.)
//
// hang_seconds: how long the child may go on without progress, more than 0; an answer is progress, and so is
// each child_progress(). While this process itself does not run (a debugger, a suspended machine) no time
// passes. A child whose threads all sleep in locks, where nobody is left to wake them, counts as hung much
// sooner. An exception that leaves work() is a death with kChildThrew, its text the last words.
//
// Thread safety: to be called while the process has one thread (a sanitizer's own not counted), which the
// child is a copy of. Errors: std::system_error where the system has no process, pipe or memory left.
ChildResult run_in_child(const std::function<std::string()>& work, double hang_seconds = kHangSeconds);

// Tells the parent that work goes on. Does nothing outside of a child.
// Thread safety: any thread at any time. Costs a few nanoseconds.
void child_progress();

// "signal 11 (Segmentation fault)", "exit status 3", or "an exception", for a child that died.
std::string cause_of_death(const ChildResult& result);

}  // namespace heddle
