// What is kept of a log in order to compare it with another: where each intact line is and what it tells of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

#include "heddle/core/log_check.hpp"
#include "heddle/log/entry.hpp"
#include "heddle/log/fields.hpp"

namespace heddle {

inline constexpr std::uint64_t kNoLine = 0;  // lines are counted from 1
inline constexpr std::uint64_t kEveryLine = std::numeric_limits<std::uint64_t>::max();

struct IntactLine {
  LineIdentity identity;
  std::uint64_t subject = 0;           // hash of subject_of() the line
  std::uint64_t number = kNoLine;      // counted from 1
  std::uint64_t first_copy = kNoLine;  // of a line that was there before
  std::uint64_t partner = kNoLine;     // the same line in the other log; of a copy: none

  std::uint64_t run = 0;  // of a copy: as LogComparison::Row has it

  bool is_copy() const { return first_copy != kNoLine; }
  bool begins_run() const { return run > 0; }
  bool is_alone() const { return !is_copy() && partner == kNoLine; }
};

// A torn line, and what parts of it may tell of.
struct TornLine {
  std::uint64_t number = kNoLine;
  std::vector<std::uint64_t> subjects;  // hashes
};

struct LogIndex {
  LogCheck check;
  std::vector<IntactLine> intact;  // in the log's order
  std::vector<TornLine> torn;      // the first ones
};

std::uint64_t hash_of(const Subject& subject);

// Calls line(number, text, has_end) for the lines 1 to `last` of a file; text is cut at kLongestKept bytes.
// Errors: as read_blocks, here and below.
void for_each_line(const std::filesystem::path& file, std::uint64_t last,
                   const std::function<void(std::uint64_t, std::string_view, bool)>& line);

// most_torn: how many torn lines are kept. has_read: is told now and then how many bytes more it has read.
// Memory: 80 bytes for each intact line while it reads, then 56.
LogIndex index_of(const std::filesystem::path& file, std::size_t most_torn,
                  const std::function<void(std::size_t)>& has_read);

// The n-th line of a subject in the one log is the partner of the n-th of it in the other; copies have none.
void find_partners(LogIndex& left, LogIndex& right);

}  // namespace heddle
