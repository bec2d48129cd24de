// What every logger has in common. A logger is made with a sink and options, takes entries from any number of
// workers, and is flushed once by one thread when the workers are done. Its last template parameter is the
// kind of line that it makes of an entry.
#pragma once

#include <cstdint>

#include "heddle/log/entry.hpp"
#include "heddle/log/field_line.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle {

struct LoggerOptions {
  int workers = 1;                  // entries carry a worker from 0 to workers - 1
  int permits = 2;                  // of the loggers that have a semaphore; at least 1
  std::int64_t spend_per_line = 0;  // Clock ticks spent for each line, inside the lock where there is one
};

template <class L, class Sync>
concept Logger = requires(L& logger, Sink<Sync>& sink, const typename L::Entry& entry) {
  L{sink, LoggerOptions{}};
  logger.log(entry);
  logger.flush();
};

}  // namespace heddle
