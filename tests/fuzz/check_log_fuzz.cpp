// Any bytes at all as a log: the checker neither crashes nor miscounts, and it makes no difference in which
// pieces it gets them. The first byte chooses the size of the pieces and whether a number of lines is
// expected; the rest is the log.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "heddle/log/check.hpp"
#include "heddle/log/entry.hpp"

namespace {

void require(bool fact, const char* what) {
  if (fact) return;
  std::fprintf(stderr, "check_log_fuzz: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + (data[0] & 0x7FU);
  const std::optional<std::uint64_t> expected =
      (data[0] & 0x80U) != 0 ? std::optional<std::uint64_t>(size) : std::nullopt;
  const std::string_view log(reinterpret_cast<const char*>(data + 1), size - 1);

  heddle::LogChecker in_one;
  in_one.feed(log);
  const heddle::LogCheck found = in_one.finish(expected);

  heddle::LogChecker in_pieces;
  for (std::size_t at = 0; at < log.size(); at += piece) in_pieces.feed(log.substr(at, piece));
  require(in_pieces.finish(expected) == found, "the verdict depends on the pieces");

  const auto newlines = static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n'));
  const bool tail = !log.empty() && log.back() != '\n';
  require(found.lines == newlines + (tail ? 1 : 0), "lines are not the line ends and the tail");
  require(found.lines == found.intact + found.torn + found.duplicated, "the counts do not add up");
  require(!tail || found.torn > 0, "a tail without a newline is not torn");

  // The same bytes as the name of an image: a line made with it is one line, and is known again.
  const std::string image = heddle::logfmt_value(log);
  const heddle::LogLine line({.worker = 3, .seq = 4, .image = image});
  require(line.text().find('\n') == line.text().size() - 1, "a name broke the line");
  const auto identity = heddle::identify_line(line.text().substr(0, line.text().size() - 1));
  require(identity == heddle::LineIdentity{3, 4}, "a name changed whose line it is");
  return 0;
}
