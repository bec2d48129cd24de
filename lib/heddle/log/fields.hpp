// The fields of a log line, whole or torn: what a line tells of, and where a torn one was put together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace heddle {

// What a line tells of, whoever wrote it and when. It refers to the line's text.
struct Subject {
  std::string_view image;  // as it stands in the line
  std::string_view rows;   // "0-7"

  bool operator==(const Subject&) const = default;
};

// Of an intact line (entry.hpp). Thread safety: any thread at any time, as below.
Subject subject_of(std::string_view intact_line);

struct TornFields {
  std::vector<std::size_t> seams;  // where another piece begins: the text does not go on as a line does
  std::uint64_t begun = 0;         // how many lines begin in it
  std::uint64_t ended = 0;         // how many checksums it has, right or wrong
  // What it may tell of: images in it with rows in it, each once, at most kMostSubjects.
  std::vector<Subject> subjects;
};
inline constexpr std::size_t kMostSubjects = 64;

// Takes a torn line apart; it may hold any byte.
TornFields torn_fields(std::string_view torn_line);

}  // namespace heddle
