#include "heddle/process/children.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace heddle {
namespace {

[[noreturn]] void fail(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

// A handler of the parent's has no business in a worker, and a worker must end when it is told to.
void restore_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    struct sigaction action{};
    if (::sigaction(signal, nullptr, &action) != 0) continue;
    if ((action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN) continue;  // nohup, say
    ::signal(signal, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  ::pthread_sigmask(SIG_SETMASK, &none, nullptr);  // the child has this one thread
}

int reap(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) fail(errno, "cannot wait for a worker process");
  }
  return status;
}

}  // namespace

Children::~Children() {
  for (const Running& child : running_) ::kill(child.pid, SIGKILL);
  for (const Running& child : running_) {
    int status = 0;
    while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
    }
    ::close(child.alive);
  }
}

void Children::start(int number, const std::function<void()>& body) {
  running_.reserve(running_.size() + 1);  // nothing may throw once the child is there
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "cannot start a worker process");
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0);  // it ended before the line above
    restore_signals();
    ::close(ends[0]);
    for (const Running& sibling : running_)
      ::close(sibling.alive);  // they would fill the table of many workers
    try {
      body();
    } catch (...) {
      ::_exit(kThrew);
    }
    ::_exit(0);
  }
  const int error = errno;
  ::close(ends[1]);  // before the next fork, or that child would keep this one's pipe open
  if (child < 0) {
    ::close(ends[0]);
    fail(error, "cannot start a worker process");
  }
  running_.push_back({child, number, ends[0]});
}

std::vector<ChildExit> Children::wait(int also) {
  std::vector<ChildExit> exits;
  if (running_.empty() && also < 0) return exits;
  std::vector<pollfd> events;
  for (const Running& child : running_) events.push_back({child.alive, POLLIN, 0});
  events.push_back({also, POLLIN, 0});  // poll(2) passes over a negative descriptor
  while (::poll(events.data(), events.size(), -1) < 0) {
    if (errno != EINTR) fail(errno, "cannot wait for the worker processes");
  }

  exits.reserve(running_.size());
  for (std::size_t i = running_.size(); i-- > 0;) {
    if (events[i].revents == 0) continue;
    const Running child = running_[i];
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
    ::close(child.alive);
    const int status = reap(child.pid);
    exits.push_back({child.pid, child.number, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                     WIFEXITED(status) ? WEXITSTATUS(status) : 0});
  }
  std::reverse(exits.begin(), exits.end());  // in the order in which they were started
  return exits;
}

}  // namespace heddle
