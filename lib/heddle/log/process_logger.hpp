// A logger for worker processes that may be killed, in the middle of a write too. A line is kept in a journal
// in shared memory while it is written; who takes the lock from a dead owner cuts off whatever part of that
// line reached the file and writes it again. No line is lost, torn or doubled (write-ahead logging, for one
// line).
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "heddle/log/entry.hpp"
#include "heddle/log/logger.hpp"
#include "heddle/process/robust_mutex.hpp"
#include "heddle/process/shared_memory.hpp"

namespace heddle {

// Made before the workers are forked; nobody else writes to the file meanwhile.
// Thread safety: any thread of any process.
// Invariant: with the lock free and no owner dead, the file holds lines() whole lines and nothing else. On
// what is not a regular file (a pipe, a device) nothing can be cut off: a death in mid-write may tear or
// double that line.
class ProcessLogger {
 public:
  // Empties the file or makes it. Errors: std::filesystem::filesystem_error with the path and the cause;
  // std::system_error where shared memory is out.
  ProcessLogger(const std::filesystem::path& path, const LoggerOptions& options);
  ~ProcessLogger();
  ProcessLogger(const ProcessLogger&) = delete;
  ProcessLogger& operator=(const ProcessLogger&) = delete;

  // A line that cannot be written (the disk is full) leaves nothing in the file, and error() says why.
  void log(const LogEntry& entry);

  // Finishes the line of a worker that died in it: for the last one, when the workers are gone.
  void recover();
  // Every line is in the file already; calls recover().
  void flush() { recover(); }

  // Lines in the file, each written whole.
  std::uint64_t lines() const;
  // Lines that a dead owner left half done and another finished, modulo 65,536.
  std::uint64_t repairs() const;
  // The cause of the first line that could not be written, or no error.
  std::error_code error() const;
  LockCounts lock_counts() const { return shared_->mutex.counts(); }

 private:
  struct Journal {
    std::int64_t offset = 0;  // the file's size before the line
    std::size_t size = 0;
    std::array<char, LogLine::kMaxSize> bytes{};
  };
  struct State {
    RobustMutex mutex;
    // One word, so that a line is both written and counted by one store: bit 0 is set while the journal holds
    // a line that is not known to be in the file, bits 1 to 47 are lines(), bits 48 to 63 are repairs().
    std::atomic<std::uint64_t> word{0};
    std::atomic<int> error{0};
    Journal journal;
  };

  void write(std::string_view line);
  void finish_line(std::uint64_t when_written);
  void repair();
  bool append(std::string_view bytes);
  void cut_to(std::int64_t offset);
  void remember(int error);

  const int file_;
  bool is_regular_ = false;
  const std::int64_t spend_;
  SharedMemory<State> shared_;
};

}  // namespace heddle
