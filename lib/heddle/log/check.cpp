#include "heddle/log/check.hpp"

#include <algorithm>
#include <limits>

namespace heddle {
namespace {

constexpr std::size_t kRememberedFaults = 8;
constexpr std::size_t kRememberedBytes = 300;

}  // namespace

void LogChecker::remember(LogFault::Kind kind, std::uint64_t line, std::string_view text) {
  check_.first_faults.push_back({kind, line, std::string(text.substr(0, kRememberedBytes))});
}

void LogChecker::end_line(std::string_view line) {
  const auto identity = identify_line(line);
  if (!identity) return end_torn_line(line);
  ++check_.lines;
  identities_.emplace_back(*identity, check_.lines);
}

void LogChecker::end_torn_line(std::string_view line) {
  ++check_.lines;
  ++check_.torn;
  if (check_.torn <= kRememberedFaults) remember(LogFault::Kind::kTorn, check_.lines, line);
}

void LogChecker::feed(std::string_view bytes) {
  lines_.feed(bytes, [this](std::string_view line) { end_line(line); });
}

LogCheck LogChecker::finish(std::optional<std::uint64_t> expected) {
  lines_.finish([this](std::string_view tail) { end_torn_line(tail); });

  std::sort(identities_.begin(), identities_.end());
  std::uint64_t gaps = 0;
  for (std::size_t i = 0; i < identities_.size(); ++i) {
    const auto& [identity, line] = identities_[i];
    const bool same_worker = i > 0 && identities_[i - 1].first.worker == identity.worker;
    if (same_worker && identities_[i - 1].first.seq == identity.seq) {
      ++check_.duplicated;
      if (check_.duplicated <= kRememberedFaults)
        remember(LogFault::Kind::kDuplicated, line,
                 "worker=" + std::to_string(identity.worker) + " seq=" + std::to_string(identity.seq));
      continue;
    }
    ++check_.intact;
    const std::uint64_t gap = same_worker ? identity.seq - identities_[i - 1].first.seq - 1 : identity.seq;
    gaps += std::min(gap, std::numeric_limits<std::uint64_t>::max() - gaps);  // no forged number wraps it
  }

  check_.expected = expected;
  // A gap is a missing line even where as many lines as expected are there.
  check_.missing = expected ? std::max(gaps, *expected - std::min(*expected, check_.intact)) : gaps;
  check_.surplus = expected ? check_.intact - std::min(*expected, check_.intact) : 0;
  return std::move(check_);
}

LogCheck check_log(const std::filesystem::path& file, std::optional<std::uint64_t> expected) {
  LogChecker checker;
  read_blocks(file, [&checker](std::string_view bytes) {
    checker.feed(bytes);
    return true;
  });
  return checker.finish(expected);
}

}  // namespace heddle
