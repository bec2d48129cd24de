// A log so short that a model can try every way of writing two of its lines at once, and what the cases about
// logs do with it: each worker logs one line, with one of heddle's own loggers.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "heddle/core/outcome.hpp"
#include "heddle/log/logger.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases {

struct ShortEntry {
  int worker = 0;  // 0 to 9
};

// Two fields: the worker's number, and the same number as the checksum of the first: "1 1\n".
class ShortLine {
 public:
  using Entry = ShortEntry;
  static constexpr std::size_t kMaxSize = 4;

  explicit ShortLine(const ShortEntry& entry) {
    bytes_[0] = bytes_[2] = static_cast<char>('0' + entry.worker);
  }

  std::string_view text() const { return {bytes_.data(), bytes_.size()}; }

  template <class F>
  void for_each_field(F&& f) const {
    f(text().substr(0, 2));
    f(text().substr(2));
  }

 private:
  std::array<char, kMaxSize> bytes_{'0', ' ', '0', '\n'};
};

// What became of one line of each worker: "intact", or the worst that happened to one of them.
inline std::string state_of(std::string_view log, int workers) {
  std::array<int, 10> copies{};
  while (!log.empty()) {
    const int worker = log[0] - '0';
    if (worker < 0 || worker >= workers) return "torn";
    const ShortLine line({.worker = worker});
    if (!log.starts_with(line.text())) return "torn";
    ++copies[static_cast<std::size_t>(worker)];
    log.remove_prefix(line.text().size());
  }
  const std::span<const int> of_workers = std::span(copies).first(static_cast<std::size_t>(workers));
  if (std::ranges::any_of(of_workers, [](int count) { return count > 1; })) return "doubled";
  if (std::ranges::any_of(of_workers, [](int count) { return count == 0; })) return "lost";
  return "intact";
}

inline constexpr Outcome kIntact{"intact", Grade::kAcceptable, "every line is there once, and whole"};
inline constexpr Outcome kTorn{"torn", Grade::kInteresting, "the fields of two lines are mixed"};
inline constexpr Outcome kLost{"lost", Grade::kInteresting, "a line was overwritten"};
inline constexpr Outcome kDoubled{"doubled", Grade::kInteresting, "two workers wrote out the same line"};

// Each worker logs one line. Spend: the Clock ticks that the logger spends on it, inside its lock.
template <class Sync, class Logger, int Permits = 2, int Spend = 0>
struct LogOneLineEach {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 4;
  static constexpr Outcome kOutcomes[]{kIntact};

  explicit LogOneLineEach(int workers)
      : workers_(workers),
        logger_(sink_, {.workers = workers, .permits = Permits, .spend_per_line = Spend}) {}
  void thread(int worker) { logger_.log({.worker = worker}); }
  std::string after() {
    logger_.flush();
    return state_of(sink_.contents(), workers_);
  }

  const int workers_;
  Sink<Sync> sink_{InMemory{"log"}};
  Logger logger_;
};

}  // namespace heddle::cases
