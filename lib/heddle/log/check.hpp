// Tells what became of a log: which lines are intact, torn, missing or written more than once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "heddle/core/log_check.hpp"
#include "heddle/log/entry.hpp"
#include "heddle/log/lines.hpp"

namespace heddle {

// Takes a log in pieces of any size and gives the verdict at the end.
// Memory: 24 bytes for each line that is not torn. Thread safety: one thread.
class LogChecker {
 public:
  void feed(std::string_view bytes);

  // Every line of ours ends in a newline: a tail without one is torn.
  // expected: how many lines were logged, where that is known; without it a worker's lost last lines cannot
  // be told from lines that never were. May be called once.
  LogCheck finish(std::optional<std::uint64_t> expected = std::nullopt);

 private:
  void end_line(std::string_view line);
  void end_torn_line(std::string_view line);
  void remember(LogFault::Kind kind, std::uint64_t line, std::string_view text);

  LineSplitter lines_;
  std::vector<std::pair<LineIdentity, std::uint64_t>> identities_;  // with the number of the line
  LogCheck check_;
};

// Errors: std::filesystem::filesystem_error with the path and the cause. "-" is standard input.
LogCheck check_log(const std::filesystem::path& file, std::optional<std::uint64_t> expected = std::nullopt);

}  // namespace heddle
