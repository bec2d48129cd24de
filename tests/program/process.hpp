// Starting the heddle program as a user's shell would, and seeing what came of it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace heddle::test {

struct Command {
  std::vector<std::string> arguments;    // after the program's name
  std::string program = HEDDLE_PROGRAM;  // looked for in PATH where it has no slash
  std::filesystem::path folder = "/";    // to start in
  std::string standard_input = {};
  std::optional<std::uint64_t> file_limit = {};  // largest file it may write, in bytes (RLIMIT_FSIZE)
  bool as_nobody = false;                        // gives up root first, whom permissions do not bind
  bool on_a_terminal = false;                    // standard error is one, of 80 columns
};

struct Ended {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  std::string out;
  std::string err;
};

// A process under way. Killed and waited for at the end of its life.
class Process {
 public:
  // Errors: std::runtime_error.
  explicit Process(const Command& command);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void send(int signal) const;
  bool is_running();  // false when it has ended, or never will run again
  Ended wait();

  // Its child processes just now.
  std::vector<pid_t> children() const;

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
  bool err_is_terminal_ = false;
  std::optional<int> status_;
};

Ended run(const Command& command);

// heddle with these arguments.
Ended heddle(std::vector<std::string> arguments);

// Whether a user without rights can start the program at all.
bool nobody_can_run_it();

}  // namespace heddle::test
