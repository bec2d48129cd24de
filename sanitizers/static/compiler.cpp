#include "sanitizers/static/compiler.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

namespace heddle {
namespace {

[[noreturn]] void fail(int cause, const std::string& what) {
  throw std::system_error(cause, std::generic_category(), what);
}

// A file without a name: unlike a pipe it never makes anybody wait.
class Scratch {
 public:
  Scratch() : file_(::memfd_create("heddle static", MFD_CLOEXEC)) {
    if (file_ < 0) fail(errno, "no file in memory for the compiler");
  }
  ~Scratch() { ::close(file_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  int descriptor() const { return file_; }

  // Leaves the position at the beginning.
  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(file_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(errno, "no memory for the compiler's source");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file_, 0, SEEK_SET);
  }

  std::string read() const {
    std::string all;
    std::array<char, 4096> part;
    while (true) {
      const ssize_t count = ::pread(file_, part.data(), part.size(), static_cast<off_t>(all.size()));
      if (count < 0) fail(errno, "cannot read what the compiler says");
      if (count == 0) return all;
      all.append(part.data(), static_cast<std::size_t>(count));
    }
  }

 private:
  const int file_;
};

}  // namespace

CompilerOutput run_compiler(const std::vector<std::string>& command, std::string_view source) {
  const Scratch input;
  const Scratch output;
  input.write(source);

  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDERR_FILENO);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) fail(error, "cannot start '" + command.at(0) + "'");

  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail(errno, "cannot wait for '" + command.at(0) + "'");
  return {.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .text = output.read()};
}

}  // namespace heddle
