#include "heddle/batch/choices.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace heddle {
namespace {

using S = StrategyKind;
using C = CounterKind;
using L = LoggerKind;

constexpr std::array kStrategies{
    Choice<S>{S::kSequential, "sequential", "one worker, one image after the other: the yardstick"},
    Choice<S>{S::kThreads, "threads", "one thread per worker; the next image is claimed from a shared index"},
    Choice<S>{S::kPool, "pool", "threads started once and fed through a bounded queue"},
    Choice<S>{S::kProcesses, "processes", "one process per worker; a worker that dies is replaced"},
    Choice<S>{S::kProcessPool, "process-pool",
              "processes started once and fed through a queue in shared memory"},
};

constexpr std::array kCounters{
    Choice<C>{C::kUnsynchronized, "unsynchronized", "read, add, write: racy, loses additions", true},
    Choice<C>{C::kLoadStore, "load-store",
              "an atomic load and an atomic store: no data race, loses additions", true},
    Choice<C>{C::kMutex, "mutex", "read, add, write under a mutex"},
    Choice<C>{C::kSemaphore, "semaphore", "read, add, write under a semaphore of one permit"},
    Choice<C>{C::kAtomic, "atomic", "one atomic addition"},
    Choice<C>{C::kPerWorker, "per-worker", "one value for each worker, summed at the end"},
    Choice<C>{C::kProcess, "process", "in shared memory, one word for each image: survives a killed worker"},
};

constexpr std::array kLoggers{
    Choice<L>{L::kUnsynchronized, "unsynchronized", "one shared buffer, field by field: racy, tears lines",
              true},
    Choice<L>{L::kSemaphoreBuffer, "semaphore-buffer",
              "the shared buffer behind a semaphore: racy with two permits or more", true},
    Choice<L>{L::kMutex, "mutex", "the shared buffer under a mutex"},
    Choice<L>{L::kSemaphoreAppend, "semaphore-append",
              "N permits in front of one append for each whole line"},
    Choice<L>{L::kPerWorker, "per-worker", "one buffer for each worker, flushed in whole lines"},
    Choice<L>{L::kProcess, "process", "one append a line under a robust lock: survives a killed worker"},
};

constexpr std::array kLessons{
    Way{S::kSequential, C::kUnsynchronized, L::kUnsynchronized},
    Way{S::kThreads, C::kUnsynchronized, L::kUnsynchronized},
    Way{S::kThreads, C::kLoadStore, L::kSemaphoreBuffer},
    Way{S::kThreads, C::kMutex, L::kMutex},
    Way{S::kThreads, C::kSemaphore, L::kSemaphoreAppend},
    Way{S::kThreads, C::kPerWorker, L::kPerWorker},
    Way{S::kPool, C::kMutex, L::kMutex},
    Way{S::kPool, C::kAtomic, L::kPerWorker},
    Way{S::kProcesses, C::kProcess, L::kProcess},
    Way{S::kProcessPool, C::kProcess, L::kProcess},
};

template <class Kind>
Kind parse(std::span<const Choice<Kind>> choices, std::string_view what, std::string_view name) {
  for (const auto& choice : choices)
    if (choice.name == name) return choice.kind;
  std::string message = "there is no " + std::string(what) + " '" + std::string(name) + "'; choose one of:";
  for (const auto& choice : choices) message += " " + std::string(choice.name);
  throw std::invalid_argument(message);
}

template <class Kind>
const Choice<Kind>& find(std::span<const Choice<Kind>> choices, Kind kind) {
  return *std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.kind == kind; });
}

}  // namespace

std::span<const Choice<StrategyKind>> strategies() {
  return kStrategies;
}
std::span<const Choice<CounterKind>> counters() {
  return kCounters;
}
std::span<const Choice<LoggerKind>> loggers() {
  return kLoggers;
}
std::span<const Way> lessons() {
  return kLessons;
}

StrategyKind parse_strategy(std::string_view name) {
  return parse(strategies(), "strategy", name);
}
CounterKind parse_counter(std::string_view name) {
  return parse(counters(), "counter", name);
}
LoggerKind parse_logger(std::string_view name) {
  return parse(loggers(), "logger", name);
}

std::string_view name_of(StrategyKind kind) {
  return find(strategies(), kind).name;
}
std::string_view name_of(CounterKind kind) {
  return find(counters(), kind).name;
}
std::string_view name_of(LoggerKind kind) {
  return find(loggers(), kind).name;
}

bool uses_processes(StrategyKind strategy) {
  return strategy == S::kProcesses || strategy == S::kProcessPool;
}

bool has_semaphore(LoggerKind logger) {
  return logger == L::kSemaphoreBuffer || logger == L::kSemaphoreAppend;
}

Way default_way(StrategyKind strategy) {
  if (uses_processes(strategy)) return {strategy, C::kProcess, L::kProcess};
  return {strategy, C::kAtomic, L::kPerWorker};
}

std::optional<std::string> why_illegal(const Way& way) {
  if (!uses_processes(way.strategy)) return std::nullopt;
  const auto refuse = [&](std::string_view what, std::string_view name, std::string_view loss) {
    return "strategy '" + std::string(name_of(way.strategy)) + "' cannot use " + std::string(what) + " '" +
           std::string(name) + "': after fork every worker process has a copy of its own, " +
           std::string(loss) + "; use " + std::string(what) + " 'process', which lies in shared memory";
  };
  if (way.counter != C::kProcess)
    return refuse("counter", name_of(way.counter), "and the total would stay 0");
  if (way.logger != L::kProcess)
    return refuse("logger", name_of(way.logger), "so its lock excludes nobody and its buffer is lost");
  return std::nullopt;
}

bool is_racy(const Way& way, int permits) {
  const bool racy_logger =
      find(loggers(), way.logger).racy && !(way.logger == L::kSemaphoreBuffer && permits == 1);
  return find(counters(), way.counter).racy || racy_logger;
}

Way parse_way(std::string_view spelling) {
  const std::size_t first = spelling.find('/');
  Way way = default_way(parse_strategy(spelling.substr(0, first)));
  if (first == std::string_view::npos) return way;
  const std::size_t second = spelling.find('/', first + 1);
  if (second == std::string_view::npos)
    throw std::invalid_argument(
        "'" + std::string(spelling) +
        "' names a counter and no logger; write strategy/counter/logger or the strategy alone");
  way.counter = parse_counter(spelling.substr(first + 1, second - first - 1));
  way.logger = parse_logger(spelling.substr(second + 1));
  if (const auto reason = why_illegal(way)) throw std::invalid_argument(*reason);
  return way;
}

}  // namespace heddle
