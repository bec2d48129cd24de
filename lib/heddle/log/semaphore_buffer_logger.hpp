// Looks fixed and is not: a semaphore stands around the shared buffer, but with two permits two workers are
// in it at once. A semaphore with N permits limits how many; only N = 1 excludes.
#pragma once

#include <cstddef>

#include "heddle/log/line_buffer.hpp"
#include "heddle/log/logger.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {

// Thread safety: any number of workers with one permit; none with more, though damage stays inside the log.
template <class Sync = NativeSync, std::size_t Capacity = 1024, FieldLine Line = LogLine>
class SemaphoreBufferLogger {
 public:
  using Entry = typename Line::Entry;

  SemaphoreBufferLogger(Sink<Sync>& sink, const LoggerOptions& options)
      : permits_("log permits", options.permits), buffer_(sink), spend_(options.spend_per_line) {}

  void log(const Entry& entry) {
    const Line line(entry);
    const Permit<Sync> permit(permits_);
    buffer_.append(line);
    spend<Sync>(spend_);
  }

  void flush() {
    const Permit<Sync> permit(permits_);
    buffer_.flush();
  }

 private:
  Semaphore<Sync> permits_;
  LineBuffer<Sync, Capacity> buffer_;
  const std::int64_t spend_;
};

}  // namespace heddle
