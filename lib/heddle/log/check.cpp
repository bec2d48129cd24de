#include "heddle/log/check.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <system_error>

namespace heddle {
namespace {

constexpr std::size_t kRememberedFaults = 8;
constexpr std::size_t kRememberedBytes = 300;
// Longer than any line of ours, so that a cut line can never pass for an intact one.
constexpr std::size_t kLongestKept = LogLine::kMaxSize + 1;

}  // namespace

void LogChecker::remember(LogFault::Kind kind, std::uint64_t line, std::string_view text) {
  check_.first_faults.push_back({kind, line, std::string(text.substr(0, kRememberedBytes))});
}

void LogChecker::end_line(std::string_view line) {
  ++check_.lines;
  if (const auto identity = identify_line(line)) {
    identities_.emplace_back(*identity, check_.lines);
  } else {
    ++check_.torn;
    if (check_.torn <= kRememberedFaults) remember(LogFault::Kind::kTorn, check_.lines, line);
  }
}

void LogChecker::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t newline = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, newline);
    if (newline != std::string_view::npos && !line_is_open_) {
      end_line(piece);
    } else {
      open_line_ += piece.substr(0, kLongestKept - std::min(kLongestKept, open_line_.size()));
      line_is_open_ = true;
      if (newline != std::string_view::npos) {
        end_line(open_line_);
        open_line_.clear();
        line_is_open_ = false;
      }
    }
    if (newline == std::string_view::npos) return;
    bytes.remove_prefix(newline + 1);
  }
}

LogCheck LogChecker::finish(std::optional<std::uint64_t> expected) {
  if (line_is_open_) {  // every line of ours ends in a newline: a tail without one is torn
    ++check_.lines;
    ++check_.torn;
    if (check_.torn <= kRememberedFaults) remember(LogFault::Kind::kTorn, check_.lines, open_line_);
  }

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
  const auto fail = [&file] {
    throw std::filesystem::filesystem_error("cannot read the log", file,
                                            std::error_code(errno, std::generic_category()));
  };
  const bool standard_input = file == "-";
  const int descriptor = standard_input ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail();

  LogChecker checker;
  std::array<char, 64 * 1024> buffer;
  ssize_t got = 0;
  do {
    got = ::read(descriptor, buffer.data(), buffer.size());
    if (got > 0) checker.feed({buffer.data(), static_cast<std::size_t>(got)});
  } while (got > 0 || (got < 0 && errno == EINTR));
  const int error = errno;
  if (!standard_input) ::close(descriptor);
  if (got < 0) {
    errno = error;
    fail();
  }
  return checker.finish(expected);
}

}  // namespace heddle
