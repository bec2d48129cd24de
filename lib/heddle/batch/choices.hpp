// What a user can choose: the strategies, counters and loggers by name, what each is in a sentence, and which
// of them go together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "heddle/core/run.hpp"

namespace heddle {

enum class StrategyKind { kSequential, kThreads, kPool, kProcesses, kProcessPool };
enum class CounterKind { kUnsynchronized, kLoadStore, kMutex, kSemaphore, kAtomic, kPerWorker, kProcess };
enum class LoggerKind { kUnsynchronized, kSemaphoreBuffer, kMutex, kSemaphoreAppend, kPerWorker, kProcess };

template <class Kind>
struct Choice {
  Kind kind;
  std::string_view name;
  std::string_view summary;
  bool racy = false;  // made to lose when several workers share it
};

std::span<const Choice<StrategyKind>> strategies();
std::span<const Choice<CounterKind>> counters();
std::span<const Choice<LoggerKind>> loggers();

// One way to run a batch.
struct Way {
  StrategyKind strategy = StrategyKind::kPool;
  CounterKind counter = CounterKind::kAtomic;
  LoggerKind logger = LoggerKind::kPerWorker;

  bool operator==(const Way&) const = default;
};

// The correct and fastest counter and logger for a strategy.
Way default_way(StrategyKind strategy);

bool uses_processes(StrategyKind strategy);

// Whether the number of permits changes anything.
bool has_semaphore(LoggerKind logger);

// Why the parts do not go together and what does, in one line; nothing where they do.
std::optional<std::string> why_illegal(const Way& way);

// Whether several workers would lose something on purpose. permits: of a logger with a semaphore.
bool is_racy(const Way& way, int permits);

// "threads/mutex/per-worker": strategy, then counter and logger, both or neither.
// Errors: std::invalid_argument with one line that lists what there is.
Way parse_way(std::string_view spelling);

// What compare runs when it is not told: the lessons, from the yardstick over the racy to the fixed.
std::span<const Way> lessons();

StrategyKind parse_strategy(std::string_view name);  // Errors: std::invalid_argument, as parse_way
CounterKind parse_counter(std::string_view name);
LoggerKind parse_logger(std::string_view name);
std::string_view name_of(StrategyKind kind);
std::string_view name_of(CounterKind kind);
std::string_view name_of(LoggerKind kind);

}  // namespace heddle
