// Runs another program and takes what it prints; one that is not trusted within limits.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

struct HelperAnswer {
  enum class End {
    kItsOwn,    // with exit_code, or by signal
    kLate,      // killed at the limit
    kTooMuch,   // killed because it printed more than kMostHelperBytes
    kTooLarge,  // killed because it took more memory than it may
    kCancelled  // killed because the caller wants it no more
  };

  End end = End::kItsOwn;
  int exit_code = -1;  // -1: ended by `signal`
  int signal = 0;
  std::string out;
  std::string err;
};

// On one of its outputs. Nobody could read more.
inline constexpr std::size_t kMostHelperBytes = std::size_t{64} << 20;

// Waits for its end, at most for `limit`; 0: however long it takes. What it leaves running does not keep
// anybody waiting, and is left alone.
// Errors: std::system_error where it cannot be started, without its name. Thread safety: any thread.
HelperAnswer run_helper(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                        std::chrono::seconds limit);

// For a program that runs what somebody else wrote. 0: no limit.
struct HelperLimits {
  std::chrono::seconds wall{0};       // until its end
  std::chrono::seconds processor{0};  // of each of its processes, all threads together (RLIMIT_CPU)
  std::uint64_t resident_bytes = 0;   // of all of its processes together; what they share counts for each
  std::uint64_t address_bytes = 0;    // of each of them (RLIMIT_AS); ThreadSanitizer needs all there are
  std::uint64_t file_bytes = 0;       // of each file that it writes (RLIMIT_FSIZE)
  const std::atomic<bool>* cancelled = nullptr;  // true: it ends soon; null: never
};

// The same in a process group of its own, which is gone when this returns: what the program leaves running is
// killed. A process that leaves the group is not: this keeps accidents small, and is no sandbox.
// input: what it reads from standard input; at most 4 KiB.
// Errors: std::system_error where nothing can be started; std::invalid_argument for a longer input. A program
// that is not there ends with exit code 126 or 127, as the shell has it. Thread safety: any thread.
HelperAnswer run_confined(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                          const HelperLimits& limits, std::string_view input = {});

}  // namespace heddle
