#include "heddle/report/log_comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "heddle/core/listed.hpp"
#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

using Kind = LogComparison::Row::Kind;
using Tear = LogComparison::Tear;

constexpr std::size_t kMostParts = 4;

std::string what_it_is_made_of(const Tear& tear) {
  if (tear.only_its_end) return "whole, but the file ends before its newline";
  if (!tear.seams.empty())
    return fmt::format("{} pieces: {} here and {}", with_commas(tear.seams.size() + 1),
                       quantity(tear.begun, "line begins", "lines begin"),
                       quantity(tear.ended, "checksum ends one", "checksums end one"));
  if (tear.begun > 0 && tear.ended > 0)
    return "it begins and ends as a line does, but its checksum is that of another text";
  if (tear.begun > 0) return "its end is missing";
  if (tear.ended > 0) return "its beginning is missing";
  return "it has neither the beginning of a line nor its checksum";
}

// "line 7", "lines 7 to 9"
std::string lines(std::uint64_t first, std::uint64_t count) {
  return count == 1 ? fmt::format("line {}", with_commas(first))
                    : fmt::format("lines {} to {}", with_commas(first), with_commas(first + count - 1));
}

std::string torn(const LogComparison::Row& row) {
  if (row.left->text.empty()) return "an empty line: a newline without the line that it ends";
  std::string text = what_it_is_made_of(row.tear);
  if (row.tear.parts.empty()) return text;
  const std::size_t shown = std::min(row.tear.parts.size(), kMostParts);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < shown; ++i) parts.push_back(with_commas(row.tear.parts[i]));
  if (shown < row.tear.parts.size()) parts.push_back("more");
  const bool is_one = row.tear.parts.size() == 1;
  return text + fmt::format("; its fields may be those of {} {} of the other log, which {} missing here",
                            is_one ? "line" : "lines", listed(parts), is_one ? "is" : "are");
}

}  // namespace

std::string_view word_for(Kind kind) {
  switch (kind) {
    case Kind::kSame:
      return "";
    case Kind::kTorn:
      return "torn";
    case Kind::kDoubled:
      return "doubled";
    case Kind::kMissing:
      return "missing";
    case Kind::kSurplus:
      return "surplus";
  }
  return "";
}

std::string explanation_of(const LogComparison::Row& row) {
  switch (row.kind) {
    case Kind::kSame:
      return "";
    case Kind::kTorn:
      return torn(row);
    case Kind::kDoubled:
      if (row.run == 0) return "";
      return row.run == 1 ? fmt::format("repeats line {}", with_commas(row.first_copy))
                          : fmt::format("this and the next {} repeat {}",
                                        row.run == 2 ? "one" : with_commas(row.run - 1),
                                        lines(row.first_copy, row.run));
    case Kind::kMissing:
      return row.torn_in == 0
                 ? "no intact line tells of it"
                 : fmt::format("no intact line tells of it; the torn line {} may have parts of it",
                               with_commas(row.torn_in));
    case Kind::kSurplus:
      return "no intact line of the other log tells of it";
  }
  return "";
}

std::vector<std::string_view> pieces_of(const LogComparison::Row& row) {
  const std::string_view text = row.left->text;
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (const std::size_t seam : row.tear.seams) {
    pieces.push_back(text.substr(begin, seam - begin));
    begin = seam;
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

std::string_view usual_cause_of(Kind kind) {
  switch (kind) {
    case Kind::kSame:
      return "";
    case Kind::kTorn:
      return "Two workers copied their fields into one buffer at the same time: the line has pieces of both, "
             "or "
             "bytes of one were written over.";
    case Kind::kDoubled:
      return "Two workers found the same buffer full, and each wrote it out.";
    case Kind::kMissing:
      return "The line was written over before the buffer was written out, or it is one of the torn ones.";
    case Kind::kSurplus:
      return "The logs are not of the same work, or the other log lost the line.";
  }
  return "";
}

std::string counts_of(const LogComparison::Log& log) {
  return fmt::format("{}: {} intact, {} torn, {} missing, {} doubled",
                     quantity(log.check.lines, "line", "lines"), with_commas(log.check.intact),
                     with_commas(log.check.torn), with_commas(log.missing),
                     with_commas(log.check.duplicated));
}

std::string conclusion_of(const LogComparison& comparison) {
  const LogComparison::Log& left = comparison.left;
  const LogComparison::Log& right = comparison.right;
  if (comparison.clean())
    return fmt::format("Both logs are whole and tell of the same {}.",
                       quantity(left.check.intact, "line", "lines"));
  std::vector<std::string> faults;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) faults.push_back(fmt::format("{} {}", with_commas(count), what));
  };
  add(left.check.torn, "torn");
  add(left.missing, "missing");
  add(left.check.duplicated, "doubled");
  add(right.missing, "that the other has not");
  std::string text = faults.empty() ? "The first log has every line of the other, none torn and none twice."
                                    : fmt::format("Lines of the first log: {}.", listed(faults));
  if (right.check.torn + right.check.duplicated > 0)
    text += fmt::format(" The other log is damaged itself: {} torn, {} doubled.",
                        with_commas(right.check.torn), with_commas(right.check.duplicated));
  return text;
}

}  // namespace heddle
