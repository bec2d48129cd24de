// What a semaphore with several permits is for: limiting how many workers write at once, where writing at
// once is already safe. Nothing is shared but the sink, which keeps each append whole.
#pragma once

#include "heddle/log/logger.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {

// Thread safety: any number of workers, with any number of permits.
template <class Sync = NativeSync, FieldLine Line = LogLine>
class SemaphoreAppendLogger {
 public:
  using Entry = typename Line::Entry;

  SemaphoreAppendLogger(Sink<Sync>& sink, const LoggerOptions& options)
      : permits_("log permits", options.permits), sink_(sink), spend_(options.spend_per_line) {}

  void log(const Entry& entry) {
    const Line line(entry);
    const Permit<Sync> permit(permits_);
    sink_.append(line.text());
    spend<Sync>(spend_);
  }

  void flush() {}

 private:
  Semaphore<Sync> permits_;
  Sink<Sync>& sink_;
  const std::int64_t spend_;
};

}  // namespace heddle
