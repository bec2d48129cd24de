// Lays two logs of the same work side by side: which lines of the one are in the other, and the places where
// the first was damaged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "heddle/core/log_comparison.hpp"

namespace heddle {

struct LogComparisonOptions {
  std::size_t most = 4;       // how many faults of each kind are shown; of doubled lines, how many runs
  std::uint64_t context = 2;  // lines before and after

  // Is told now and then, while the logs are read, how many bytes of both have been.
  std::function<void(std::uint64_t bytes)> progress = [](std::uint64_t) {};
};

// Compares what the intact lines tell of (fields.hpp). Both files are read twice, the second time up to
// the last line that is shown, and so must be regular ones. Memory: 80 bytes for each line that is not torn;
// two subjects with one hash of 64 bits pass for the same. Errors: std::filesystem::filesystem_error with the
// path and the cause.
LogComparison compare_logs(const std::filesystem::path& left, const std::filesystem::path& right,
                           const LogComparisonOptions& options = {});

}  // namespace heddle
