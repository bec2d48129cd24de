// One line of the log, in logfmt, closed by a checksum of itself:
//
//   time=0.012345 worker=1 seq=17 image="my photo.png" size=640x480 rows=0-7 ms=0.412 crc=89abcdef
//
// The checksum is the CRC-32 of everything before " crc=": a line that was torn is detected, not guessed.
// Every worker numbers its own lines from 0, so a gap or a repeat is seen without any shared state.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace heddle {

struct LogEntry {
  std::int64_t time_us = 0;   // microseconds since the run began, not negative
  int worker = 0;             // from 0
  std::uint64_t seq = 0;      // the worker's own numbering, from 0
  std::string_view image;     // as logfmt_value() made it
  std::size_t width = 0;      // pixels
  std::size_t height = 0;     // pixels
  std::size_t first_row = 0;  // the rows that this line is about, last_row included
  std::size_t last_row = 0;
  std::int64_t took_us = 0;  // microseconds
};

// A formatted line with its newline.
class LogLine {
 public:
  using Entry = LogEntry;
  static constexpr std::size_t kMaxSize = 512;

  explicit LogLine(const LogEntry& entry);

  std::string_view text() const { return {bytes_.data(), field_ends_.back()}; }

  // Calls f with each field in turn, its separator included: "time=0.1 ", "worker=1 ", ... "crc=0\n".
  template <class F>
  void for_each_field(F&& f) const {
    std::size_t begin = 0;
    for (const std::size_t end : field_ends_) {
      f(std::string_view(bytes_.data() + begin, end - begin));
      begin = end;
    }
  }

 private:
  std::array<char, kMaxSize> bytes_;
  std::array<std::uint16_t, 8> field_ends_;
};

// A name as the value of a logfmt field: quoted where it has to be; control characters, and bytes that are
// not UTF-8, as \xNN; at most 240 bytes, which end in ..." where the name was longer. A hostile file name
// can neither forge a line nor steer a terminal, and an intact log is UTF-8.
std::string logfmt_value(std::string_view name);

// Who wrote a line and which of theirs it is; nothing where the checksum is wrong or the line is not ours.
struct LineIdentity {
  std::uint64_t worker = 0;
  std::uint64_t seq = 0;
  auto operator<=>(const LineIdentity&) const = default;
};
std::optional<LineIdentity> identify_line(std::string_view line_without_newline);

}  // namespace heddle
