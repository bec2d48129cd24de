#include "sample_log_comparison.hpp"

#include <string>

namespace heddle::test {
namespace {

using Kind = LogComparison::Row::Kind;
using Line = LogComparison::Line;

Line line(std::uint64_t number, std::uint64_t worker, std::uint64_t seq, const std::string& image,
          const std::string& rows) {
  return {.number = number,
          .text = "time=0.012000 worker=" + std::to_string(worker) + " seq=" + std::to_string(seq) +
                  " image=" + image + " size=640x480 rows=" + rows + " ms=0.412 crc=89abcdef",
          .entry = LogComparison::Entry{worker, seq, image, rows}};
}

Line torn_line(std::uint64_t number, const std::string& text) {
  return {.number = number, .text = text};
}

}  // namespace

LogComparison damaged_log_comparison() {
  LogComparison comparison;
  comparison.left = {.name = "out/racy.log",
                     .check = {.lines = 1'204, .intact = 1'190, .torn = 4, .duplicated = 10},
                     .missing = 11};
  comparison.right = {.name = "out/clean.log", .check = {.lines = 1'200, .intact = 1'200}, .missing = 1};
  comparison.faults = 4 + 10 + 11 + 1;

  const std::string first = "time=0.012345 worker=0 seq=18 image=a.png ";
  const std::string second =
      "time=0.012346 worker=1 seq=3 image=\"b c.png\" size=640x480 rows=24-31 ms=0.412 ";
  comparison.excerpts.push_back({
      {.kind = Kind::kSame,
       .left = line(998, 0, 17, "a.png", "136-143"),
       .right = line(17, 0, 17, "a.png", "136-143")},
      {.kind = Kind::kTorn,
       .left = torn_line(999, first + second + "rows=144-151 ms=0.398 crc=0123abcd"),
       .tear = {.seams = {first.size(), first.size() + second.size()},
                .begun = 2,
                .ended = 1,
                .parts = {18, 604}}},
      {.kind = Kind::kMissing, .right = line(18, 0, 18, "a.png", "144-151"), .torn_in = 999},
      {.kind = Kind::kMissing, .right = line(604, 1, 3, "\"b c.png\"", "24-31"), .torn_in = 999},
      {.kind = Kind::kSame,
       .left = line(1'000, 0, 19, "a.png", "152-159"),
       .right = line(19, 0, 19, "a.png", "152-159")},
      {.kind = Kind::kMissing, .right = line(20, 0, 20, "a.png", "160-167")},
      {.kind = Kind::kDoubled, .left = line(1'001, 0, 16, "a.png", "128-135"), .first_copy = 997, .run = 3},
      {.kind = Kind::kDoubled, .left = line(1'002, 0, 17, "a.png", "136-143"), .first_copy = 998},
  });
  comparison.excerpts.push_back({
      {.kind = Kind::kSurplus, .left = line(1'100, 2, 0, "new.png", "0-7")},
      {.kind = Kind::kDoubled, .left = line(1'101, 0, 17, "a.png", "136-143"), .first_copy = 998, .run = 1},
      {.kind = Kind::kTorn, .left = torn_line(1'102, "")},
      {.kind = Kind::kTorn,
       .left = torn_line(1'103, "rows=8-15 ms=0.398 crc=0123abcd"),
       .tear = {.begun = 0, .ended = 1}},
      {.kind = Kind::kTorn,
       .left = torn_line(1'204, line(1'204, 0, 21, "a.png", "168-175").text),
       .tear = {.begun = 1, .ended = 1, .only_its_end = true}},
  });
  comparison.shown_faults = 11;
  return comparison;
}

LogComparison clean_log_comparison() {
  LogComparison comparison;
  comparison.left = {.name = "a.log", .check = {.lines = 1'200, .intact = 1'200}, .missing = 0};
  comparison.right = {.name = "b.log", .check = {.lines = 1'200, .intact = 1'200}, .missing = 0};
  return comparison;
}

LogComparison hostile_log_comparison() {
  const std::string evil = "</code><script>alert(1)</script>&amp;\"' onload=x>\x1b[31m\xff\xe2\x80\xae<!--";
  LogComparison comparison;
  comparison.left = {.name = evil, .check = {.lines = 2, .intact = 1, .torn = 1}, .missing = 1};
  comparison.right = {.name = evil, .check = {.lines = 2, .intact = 2}, .missing = 0};
  comparison.faults = 2;
  comparison.shown_faults = 2;
  comparison.excerpts.push_back({
      {.kind = Kind::kSame, .left = line(1, 0, 0, evil, "0-7"), .right = line(1, 0, 0, evil, "0-7")},
      {.kind = Kind::kTorn,
       .left = torn_line(2, evil + std::string(1, '\0') + evil),
       .tear = {.seams = {3, evil.size() - 2, evil.size()}, .begun = 0, .ended = 0, .parts = {2}}},
      {.kind = Kind::kMissing, .right = line(2, 0, 1, evil, evil), .torn_in = 2},
  });
  return comparison;
}

}  // namespace heddle::test
