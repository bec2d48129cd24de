// What a look at two logs of the same work found: the record that reports read. Lines are the same where they
// tell of the same rows of the same image, whoever wrote them and whenever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "heddle/core/log_check.hpp"

namespace heddle {

struct LogComparison {
  struct Log {
    std::string name;           // as the user gave it; may hold any byte
    LogCheck check;             // by its own numbers alone
    std::uint64_t missing = 0;  // lines that the other log has, intact, and this one has not

    bool clean() const { return check.clean() && missing == 0; }
  };

  // What an intact line says.
  struct Entry {
    std::uint64_t worker = 0;
    std::uint64_t seq = 0;  // the worker's own number of it
    std::string image;      // as it stands in the line
    std::string rows;       // "0-7"
  };

  struct Line {
    std::uint64_t number = 0;         // counted from 1
    std::string text = {};            // as found, cut to a line's greatest length; may hold any byte
    std::optional<Entry> entry = {};  // of an intact line
  };

  // What can be told of a torn line.
  struct Tear {
    std::vector<std::size_t> seams = {};    // where in its text another piece begins, ascending
    std::uint64_t begun = 0;                // how many lines begin in it
    std::uint64_t ended = 0;                // how many checksums it has, right or wrong
    bool only_its_end = false;              // it is whole but for the newline
    std::vector<std::uint64_t> parts = {};  // lines of the right log that parts of it may come from
  };

  // A line of the left log beside the same line of the right one.
  struct Row {
    enum class Kind { kSame, kTorn, kDoubled, kMissing, kSurplus };
    Kind kind = Kind::kSame;
    std::optional<Line> left = {};   // none for kMissing
    std::optional<Line> right = {};  // of kSame and kMissing
    Tear tear = {};                  // of kTorn
    std::uint64_t first_copy = 0;    // of kDoubled: the line of the left log that it repeats
    std::uint64_t run = 0;           // of kDoubled: how many lines from here on repeat lines that follow each
                                     // other; 0 in the middle of such a run
    std::uint64_t torn_in = 0;       // of kMissing: the torn line that has parts of it; 0: none is known
  };

  // Rows in the order of the left log, without a gap.
  using Excerpt = std::vector<Row>;

  Log left;
  Log right;
  std::vector<Excerpt> excerpts;   // around the left log's first faults, in its order
  std::uint64_t faults = 0;        // torn and doubled lines of the left log, missing ones, and surplus ones
  std::uint64_t shown_faults = 0;  // of them, in the excerpts

  bool clean() const { return left.clean() && right.clean(); }
};

}  // namespace heddle
