// Entries for the tests of loggers, and threads that log them all at once.
#pragma once

#include <cstdint>
#include <vector>

#include "heddle/log/entry.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle {

inline LogEntry log_entry(int worker, std::uint64_t seq) {
  return {.time_us = static_cast<std::int64_t>(seq),
          .worker = worker,
          .seq = seq,
          .image = "holiday/0001.png",
          .width = 640,
          .height = 480,
          .first_row = 0,
          .last_row = 7,
          .took_us = 412};
}

// Each of `workers` threads logs its lines 0 to lines - 1; all begin together.
template <class Logger>
void log_from_threads(Logger& logger, int workers, int lines) {
  Latch<NativeSync> gate("gate", workers);
  std::vector<Thread<NativeSync>> threads;
  for (int worker = 0; worker < workers; ++worker)
    threads.emplace_back("worker", [&gate, &logger, worker, lines] {
      gate.count_down();
      gate.wait();
      for (int seq = 0; seq < lines; ++seq) logger.log(log_entry(worker, static_cast<std::uint64_t>(seq)));
    });
}

}  // namespace heddle
