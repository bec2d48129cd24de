// One buffer for all workers, behind a mutex. The line is formatted before the lock is taken, so that the
// critical section is the copy alone; the worker that finds the buffer full writes it out.
#pragma once

#include <cstddef>

#include "heddle/log/line_buffer.hpp"
#include "heddle/log/logger.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {

// Thread safety: any number of workers.
template <class Sync = NativeSync, std::size_t Capacity = 64 * 1024, FieldLine Line = LogLine>
class MutexLogger {
 public:
  using Entry = typename Line::Entry;

  MutexLogger(Sink<Sync>& sink, const LoggerOptions& options)
      : buffer_(sink), spend_(options.spend_per_line) {}

  void log(const Entry& entry) {
    const Line line(entry);
    const Lock<Sync> lock(mutex_);
    buffer_.append(line);
    spend<Sync>(spend_);
  }

  void flush() {
    const Lock<Sync> lock(mutex_);
    buffer_.flush();
  }

 private:
  Mutex<Sync> mutex_{"log mutex"};
  LineBuffer<Sync, Capacity> buffer_ HEDDLE_GUARDED_BY(mutex_);
  const std::int64_t spend_;
};

}  // namespace heddle
