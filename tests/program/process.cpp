// See process.hpp.
#include "process.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/support/temporary_folder.hpp"

namespace heddle::test {
namespace {

constexpr int kCouldNotStart = 126;

int anonymous_file(const char* name) {
  const int file = ::memfd_create(name, MFD_CLOEXEC);
  if (file < 0) throw std::runtime_error("cannot make a file in memory");
  return file;
}

std::string contents(int file) {
  std::string text;
  std::array<char, 4096> buffer;
  for (off_t at = 0;;) {
    const ssize_t got = ::pread(file, buffer.data(), buffer.size(), at);
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    at += got;
  }
}

// What is written to a terminal until nobody is left who could write. Its lines end in "\r\n".
std::string everything_on(int terminal) {
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t got = ::read(terminal, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

// In the child: only what is safe between fork and exec.
[[noreturn]] void become(const Command& command, char* const* arguments, int in, int out, int err) {
  // A test runner may have these ignored; a user's shell has not.
  for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) ::signal(signal, SIG_DFL);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  if (::chdir(command.folder.c_str()) != 0) ::_exit(kCouldNotStart);
  if (command.file_limit) {
    const rlimit limit{*command.file_limit, *command.file_limit};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(kCouldNotStart);
  }
  if (command.as_nobody && !give_up_root()) ::_exit(kCouldNotStart);
  ::execvp(arguments[0], arguments);
  ::_exit(kCouldNotStart);
}

}  // namespace

Process::Process(const Command& command) {
  std::vector<std::string> words{command.program};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  const int in = anonymous_file("standard input");
  if (::pwrite(in, command.standard_input.data(), command.standard_input.size(), 0) !=
      static_cast<ssize_t>(command.standard_input.size()))
    throw std::runtime_error("cannot prepare the standard input");
  out_ = anonymous_file("standard output");
  err_is_terminal_ = command.on_a_terminal;
  int err = -1;  // what the program writes to
  if (err_is_terminal_) {
    const winsize size{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
    if (::openpty(&err_, &err, nullptr, nullptr, &size) != 0)
      throw std::runtime_error("cannot make a terminal");
    ::fcntl(err_, F_SETFD, FD_CLOEXEC);
    ::fcntl(err, F_SETFD, FD_CLOEXEC);
  } else {
    err = err_ = anonymous_file("standard error");
  }
  pid_ = ::fork();
  if (pid_ == 0) become(command, pointers.data(), in, out_, err);
  ::close(in);
  if (err_is_terminal_) ::close(err);
  if (pid_ < 0) throw std::runtime_error("cannot start " + command.program);
}

Process::~Process() {
  if (is_running()) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(out_);
  ::close(err_);
}

void Process::send(int signal) const {
  ::kill(pid_, signal);
}

bool Process::is_running() {
  if (status_) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
  status_ = status;
  return false;
}

Ended Process::wait() {
  Ended ended;
  if (err_is_terminal_) ended.err = everything_on(err_);
  int status = 0;
  while (!status_) {
    if (::waitpid(pid_, &status, 0) == pid_)
      status_ = status;
    else if (errno != EINTR)
      throw std::runtime_error("cannot wait for the program");
  }
  if (WIFEXITED(*status_)) ended.exit_code = WEXITSTATUS(*status_);
  if (WIFSIGNALED(*status_)) ended.signal = WTERMSIG(*status_);
  ended.out = contents(out_);
  if (!err_is_terminal_) ended.err = contents(err_);
  return ended;
}

std::vector<pid_t> Process::children() const {
  const std::string pid = std::to_string(pid_);
  std::ifstream list("/proc/" + pid + "/task/" + pid + "/children");
  std::vector<pid_t> children;
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

Ended run(const Command& command) {
  return Process(command).wait();
}

Ended heddle(std::vector<std::string> arguments) {
  return run({.arguments = std::move(arguments)});
}

bool nobody_can_run_it() {
  return run({.arguments = {"--version"}, .as_nobody = true}).exit_code == 0;
}

}  // namespace heddle::test
