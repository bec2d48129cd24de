#include "heddle/process/helper_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <system_error>
#include <utility>

extern char** environ;

namespace heddle {
namespace {

using Clock = std::chrono::steady_clock;

// How long nobody looks whether the program has ended: while it can be heard, its end is heard as well; once
// it has hung up, there is nothing else to wait for.
constexpr int kHeardMilliseconds = 100;
constexpr int kHungUpMilliseconds = 2;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor read;  // does not block
  Descriptor write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  Pipe pipe{Descriptor(ends[0]), Descriptor(ends[1])};
  if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot prepare a pipe");
  return pipe;
}

// Takes what is there now, and closes at the end of it.
void take(Descriptor& from, std::string& text) {
  std::array<char, 16 * 1024> bytes;
  while (from.is_open() && text.size() <= kMostHelperBytes) {
    const ssize_t count = ::read(from.number(), bytes.data(), bytes.size());
    if (count > 0)
      text.append(bytes.data(), static_cast<std::size_t>(count));
    else if (count == 0)
      from.close();
    else if (errno == EAGAIN)
      return;
    else if (errno != EINTR)
      from.close();
  }
}

// A program under way; killed and waited for at the end of its life.
class Helper {
 public:
  Helper(const std::filesystem::path& program, const std::vector<std::string>& arguments, const Pipe& out,
         const Pipe& err) {
    std::vector<char*> argv;
    argv.push_back(const_cast<char*>(program.c_str()));
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out.write.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.write.number(), STDERR_FILENO);
    // This program ignores them, and a program that it starts would inherit that.
    sigset_t as_ever;
    sigemptyset(&as_ever);
    sigaddset(&as_ever, SIGPIPE);
    sigaddset(&as_ever, SIGXFSZ);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &as_ever);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const int error = posix_spawn(&pid_, program.c_str(), &actions, &attributes, argv.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), "it cannot be started");
  }
  ~Helper() { kill_and_wait(); }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  bool has_ended() {
    wait(WNOHANG);
    return status_.has_value();
  }
  int kill_and_wait() {
    if (!has_ended()) {
      ::kill(pid_, SIGKILL);
      wait(0);
    }
    return *status_;
  }

 private:
  void wait(int options) {
    int status = 0;
    while (!status_) {
      const pid_t ended = ::waitpid(pid_, &status, options);
      if (ended == pid_ || (ended < 0 && errno != EINTR)) status_ = status;
      if (ended == 0) return;
    }
  }

  pid_t pid_ = -1;
  std::optional<int> status_;
};

}  // namespace

HelperAnswer run_helper(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                        std::chrono::seconds limit) {
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  Helper helper(program, arguments, out, err);
  out.write.close();
  err.write.close();

  HelperAnswer answer;
  const Clock::time_point begin = Clock::now();
  for (;;) {
    const bool ended = helper.has_ended();  // asked first: then all that it has printed is there to be taken
    take(out.read, answer.out);
    take(err.read, answer.err);
    if (answer.out.size() > kMostHelperBytes || answer.err.size() > kMostHelperBytes)
      answer.end = HelperAnswer::End::kTooMuch;
    else if (!ended && limit.count() > 0 && Clock::now() - begin >= limit)
      answer.end = HelperAnswer::End::kLate;
    if (ended || answer.end != HelperAnswer::End::kItsOwn) break;
    std::array<pollfd, 2> ends{pollfd{out.read.number(), POLLIN, 0}, pollfd{err.read.number(), POLLIN, 0}};
    const bool heard = out.read.is_open() || err.read.is_open();
    poll(ends.data(), ends.size(), heard ? kHeardMilliseconds : kHungUpMilliseconds);
  }

  const int status = helper.kill_and_wait();
  if (WIFEXITED(status)) answer.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) answer.signal = WTERMSIG(status);
  return answer;
}

}  // namespace heddle
