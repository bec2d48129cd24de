#include "heddle/report/log_comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

using Kind = LogComparison::Row::Kind;
using Tear = LogComparison::Tear;

constexpr std::size_t kMostParts = 4;

// "a", "a and b", "a, b and c"
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return text;
}

std::string pieces(const Tear& tear) {
  if (tear.only_its_end) return "whole, but the file ends before its newline";
  if (!tear.seams.empty())
    return fmt::format("{} pieces: {} here, {}", with_commas(tear.seams.size() + 1),
                       quantity(tear.begun, "line begins", "lines begin"),
                       quantity(tear.ended, "checksum ends one", "checksums end one"));
  if (tear.begun > 0 && tear.ended > 0)
    return "it has all fields, but the checksum is of another text: bytes in it were written over";
  if (tear.begun > 0) return "its end is missing";
  if (tear.ended > 0) return "its beginning is missing";
  return "it has neither the beginning of a line nor its checksum";
}

std::string torn(const LogComparison& comparison, const LogComparison::Row& row) {
  if (row.left->text.empty()) return "an empty line: a newline without the line that it ends";
  std::string text = pieces(row.tear);
  if (row.tear.parts.empty()) return text;
  const std::size_t shown = std::min(row.tear.parts.size(), kMostParts);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < shown; ++i) parts.push_back(with_commas(row.tear.parts[i]));
  if (shown < row.tear.parts.size()) parts.push_back("more");
  return text + fmt::format("; its fields may be those of {} {} of {}, which {} missing here",
                            row.tear.parts.size() == 1 ? "line" : "lines", joined(parts),
                            comparison.right.name, row.tear.parts.size() == 1 ? "is" : "are");
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

std::string explanation_of(const LogComparison& comparison, const LogComparison::Row& row) {
  switch (row.kind) {
    case Kind::kSame:
      return "";
    case Kind::kTorn:
      return torn(comparison, row);
    case Kind::kDoubled:
      return fmt::format("worker {}'s number {} is in line {} already",
                         row.left->entry ? with_commas(row.left->entry->worker) : "?",
                         row.left->entry ? with_commas(row.left->entry->seq) : "?",
                         with_commas(row.first_copy));
    case Kind::kMissing:
      if (row.torn_in > 0)
        return fmt::format("no intact line tells of it; parts of it may be in the torn line {}",
                           with_commas(row.torn_in));
      return "no intact line tells of it";
    case Kind::kSurplus:
      return fmt::format("no intact line of {} tells of it", comparison.right.name);
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
  const auto& [left, right] = std::tie(comparison.left, comparison.right);
  if (comparison.clean())
    return fmt::format("Both logs are whole, and tell of the same {}.",
                       quantity(left.check.intact, "line", "lines"));
  std::vector<std::string> faults;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) faults.push_back(fmt::format("{} {}", with_commas(count), what));
  };
  add(left.check.torn, "torn");
  add(left.missing, "missing");
  add(left.check.duplicated, "doubled");
  add(right.missing, "that the other log has not");
  std::string text =
      faults.empty()
          ? fmt::format("{} has every line of {}, and none twice.", left.name, right.name)
          : fmt::format("{}, against {}: lines that are {}.", left.name, right.name, joined(faults));
  if (right.check.torn + right.check.duplicated > 0)
    text += fmt::format(" {} is damaged itself ({} torn, {} doubled), so what it lost cannot be missed here.",
                        right.name, with_commas(right.check.torn), with_commas(right.check.duplicated));
  return text;
}

}  // namespace heddle
