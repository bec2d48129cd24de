// Runs another program and takes what it prints.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace heddle {

struct HelperAnswer {
  enum class End {
    kItsOwn,   // with exit_code, or by signal
    kLate,     // killed at the limit
    kTooMuch,  // killed because it printed more than kMostHelperBytes
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

}  // namespace heddle
