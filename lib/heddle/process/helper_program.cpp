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
#include <stdexcept>
#include <system_error>
#include <utility>

#include "heddle/core/descriptor.hpp"
#include "heddle/process/group_memory.hpp"

extern char** environ;

namespace heddle {
namespace {

using Clock = std::chrono::steady_clock;

// How long nobody looks whether the program has ended: while it can be heard, its end is heard as well; once
// it has hung up, there is nothing else to wait for.
constexpr int kHeardMilliseconds = 100;
constexpr int kHungUpMilliseconds = 2;
// How often the memory of a confined program is looked at.
constexpr std::chrono::milliseconds kMemoryLook{100};

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

constexpr std::size_t kMostInput = 4096;

// A program under way; killed and waited for at the end of its life.
class Helper {
 public:
  // in: what it reads; -1: nothing. of_its_own: in a process group of its own, which ends with it.
  Helper(const std::filesystem::path& program, const std::vector<std::string>& arguments, const Pipe& out,
         const Pipe& err, int in = -1, bool of_its_own = false)
      : is_group_(of_its_own) {
    std::vector<char*> argv;
    argv.push_back(const_cast<char*>(program.c_str()));
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (in < 0)
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    else
      posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
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
    posix_spawnattr_setflags(
        &attributes, static_cast<short>(POSIX_SPAWN_SETSIGDEF | (of_its_own ? POSIX_SPAWN_SETPGROUP : 0)));
    const int error = posix_spawn(&pid_, program.c_str(), &actions, &attributes, argv.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), "it cannot be started");
  }
  ~Helper() { kill_and_wait(); }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  pid_t id() const { return pid_; }

  // It is still to be reaped: as long as it is not, its group keeps its number.
  bool has_ended() const {
    if (status_) return true;
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0)
      return errno == ECHILD;
    return info.si_pid != 0;
  }
  int kill_and_wait() {
    if (status_) return *status_;
    if (is_group_) ::kill(-pid_, SIGKILL);
    if (!has_ended()) ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    return status_.emplace(status);
  }

 private:
  pid_t pid_ = -1;
  bool is_group_;
  std::optional<int> status_;
};

// Whether a confined program takes too much memory, asked now and then.
class MemoryWatch {
 public:
  MemoryWatch(pid_t group, std::uint64_t most) : group_(group), most_(most) {}

  bool is_too_large() {
    const Clock::time_point now = Clock::now();
    if (most_ == 0 || now < next_) return false;
    next_ = now + kMemoryLook;
    return resident_bytes_of_group(group_) > most_;
  }

 private:
  pid_t group_;
  std::uint64_t most_;
  Clock::time_point next_ = Clock::now();
};

HelperAnswer listen_to(Helper& helper, Pipe& out, Pipe& err, const HelperLimits& limits) {
  MemoryWatch memory(helper.id(), limits.resident_bytes);
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
    else if (!ended && memory.is_too_large())
      answer.end = HelperAnswer::End::kTooLarge;
    else if (!ended && limits.cancelled != nullptr && *limits.cancelled)
      answer.end = HelperAnswer::End::kCancelled;
    else if (!ended && limits.wall.count() > 0 && Clock::now() - begin >= limits.wall)
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

// Sets the limits, those that are not lower already, and becomes the program. Whoever it starts has them too.
std::string limits_script(const HelperLimits& limits) {
  std::string script = "ulimit -c 0 2>&-";
  const auto add = [&](const char* option, std::uint64_t value, std::uint64_t unit) {
    if (value > 0)
      script += std::string("; ulimit ") + option + " " + std::to_string((value + unit - 1) / unit) + " 2>&-";
  };
  add("-t", static_cast<std::uint64_t>(limits.processor.count()), 1);
  add("-v", limits.address_bytes, 1024);
  add("-f", limits.file_bytes, 512);
  return script + "; exec \"$@\"";
}

}  // namespace

HelperAnswer run_helper(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                        std::chrono::seconds limit) {
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  Helper helper(program, arguments, out, err);
  return listen_to(helper, out, err, {.wall = limit});
}

HelperAnswer run_confined(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                          const HelperLimits& limits, std::string_view input) {
  if (input.size() > kMostInput) throw std::invalid_argument("the input of a confined program is too long");
  Pipe in = make_pipe();
  // It fits into a pipe that nobody reads yet.
  if (::write(in.write.number(), input.data(), input.size()) != static_cast<ssize_t>(input.size()))
    throw std::system_error(errno, std::generic_category(), "cannot write to a pipe");
  in.write.close();
  if (fcntl(in.read.number(), F_SETFL, 0) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot prepare a pipe");

  std::vector<std::string> words{"-c", limits_script(limits), "sh", program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  Helper helper("/bin/sh", words, out, err, in.read.number(), true);
  in.read.close();
  return listen_to(helper, out, err, limits);
}

}  // namespace heddle
