// Child processes of one parent: started, waited for without looking again and again, and gone when the
// parent is. A child holds the write end of a pipe of its own that the kernel closes when the child ends,
// however it ends; so the parent can wait in one poll(2) for the end of any child and for other events,
// without a signal handler and without reaping children that are not its own.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace heddle {

struct ChildExit {
  pid_t pid = 0;
  int number = 0;       // as given to start()
  int signal = 0;       // that killed it; 0 when it exited
  int exit_status = 0;  // when it exited
};

// Thread safety: one thread, which must outlive the children: the kernel kills them when the thread that
// started them ends. A task that forks and leaves a process behind delays the notice of its end.
class Children {
 public:
  static constexpr int kThrew = 70;  // the exit status after an exception (EX_SOFTWARE of sysexits.h)

  Children() = default;
  // Kills with SIGKILL and waits for those that still run.
  ~Children();
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;

  // Forks a child that runs body() and ends with status 0, or with kThrew where body() throws, in both cases
  // without exit handlers and without a flush of the parent's stdio. No signal is blocked in it, and SIGINT,
  // SIGTERM, SIGHUP and SIGQUIT have their default action where they were not ignored.
  // Errors: std::system_error; no child was started then.
  void start(int number, const std::function<void()>& body);

  std::size_t size() const { return running_.size(); }

  // Waits until a child ended, or `also` (a descriptor; -1 for none) can be read. Returns the children that
  // ended, reaped; empty when only `also` was ready, or when no child runs and there is no `also`.
  // Errors: std::system_error.
  std::vector<ChildExit> wait(int also = -1);

 private:
  struct Running {
    pid_t pid;
    int number;
    int alive;  // the read end of its pipe: hangs up when the child ends
  };

  std::vector<Running> running_;
};

}  // namespace heddle
