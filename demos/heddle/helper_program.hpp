// Runs another program and takes what it prints.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace heddle {

struct HelperAnswer {
  int exit_code = -1;  // -1: ended by `signal`
  int signal = 0;
  std::string out;
  std::string err;
};

// Waits for its end. Errors: std::system_error where it cannot be started. Thread safety: any thread.
HelperAnswer run_helper(const std::filesystem::path& program, const std::vector<std::string>& arguments);

}  // namespace heddle
