// The racy logger: all workers write their fields into one buffer with nothing around it. Lines are lost
// where two workers write at the same place, torn where their fields alternate, doubled where both flush.
#pragma once

#include <cstddef>

#include "heddle/log/line_buffer.hpp"
#include "heddle/log/logger.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {

// Thread safety: none, though it is made to be shared; damage stays inside the log.
template <class Sync = NativeSync, std::size_t Capacity = 1024, FieldLine Line = LogLine>
class UnsynchronizedLogger {
 public:
  using Entry = typename Line::Entry;

  UnsynchronizedLogger(Sink<Sync>& sink, const LoggerOptions& options)
      : buffer_(sink), spend_(options.spend_per_line) {}

  void log(const Entry& entry) {
    const Line line(entry);
    buffer_.append(line);
    spend<Sync>(spend_);
  }

  void flush() { buffer_.flush(); }

 private:
  LineBuffer<Sync, Capacity> buffer_;
  const std::int64_t spend_;
};

}  // namespace heddle
