// Sharing avoided: every worker fills a buffer of its own and appends it in whole lines. No lock at all;
// lines of different workers come in blocks.
#pragma once

#include <cstddef>
#include <deque>

#include "heddle/log/line_buffer.hpp"
#include "heddle/log/logger.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {

// Entries have a `worker`.
// Thread safety: any number of workers, each with entries of its own number only. flush() when all are done.
template <class Sync = NativeSync, std::size_t Capacity = 64 * 1024, FieldLine Line = LogLine>
class PerWorkerLogger {
 public:
  using Entry = typename Line::Entry;

  PerWorkerLogger(Sink<Sync>& sink, const LoggerOptions& options) : spend_(options.spend_per_line) {
    for (int worker = 0; worker < options.workers; ++worker) buffers_.emplace_back(sink);
  }

  // Errors: std::out_of_range for a worker beyond options.workers.
  void log(const Entry& entry) {
    const Line line(entry);
    buffers_.at(static_cast<std::size_t>(entry.worker)).append(line);
    spend<Sync>(spend_);
  }

  void flush() {
    for (auto& buffer : buffers_) buffer.flush();
  }

 private:
  // A cache line of its own keeps one worker's writes from slowing the next one's.
  struct alignas(64) OwnBuffer : LineBuffer<Sync, Capacity> {
    using LineBuffer<Sync, Capacity>::LineBuffer;
  };

  std::deque<OwnBuffer> buffers_;
  const std::int64_t spend_;
};

}  // namespace heddle
