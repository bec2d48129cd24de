// What a look at a log found: the record that the log checker fills and reports read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// One place where a log is damaged, with enough text to see how.
struct LogFault {
  enum class Kind { kTorn, kDuplicated };
  Kind kind = Kind::kTorn;
  std::uint64_t line = 0;  // counted from 1
  std::string text;        // as found, cut to a few hundred bytes; may hold any byte
};

struct LogCheck {
  std::uint64_t lines = 0;       // line ends, and one more for a tail without one
  std::uint64_t intact = 0;      // different lines whose checksum is right
  std::uint64_t torn = 0;        // lines whose checksum is wrong or absent
  std::uint64_t duplicated = 0;  // further copies of a line that is intact
  std::uint64_t missing = 0;     // gaps in a worker's numbers, or up to `expected` where that is more
  std::uint64_t surplus = 0;     // intact lines beyond `expected`
  std::optional<std::uint64_t> expected = {};
  std::vector<LogFault> first_faults = {};

  bool clean() const { return torn == 0 && duplicated == 0 && missing == 0 && surplus == 0; }
  bool operator==(const LogCheck&) const = default;
};

inline bool operator==(const LogFault& a, const LogFault& b) {
  return a.kind == b.kind && a.line == b.line && a.text == b.text;
}

}  // namespace heddle
