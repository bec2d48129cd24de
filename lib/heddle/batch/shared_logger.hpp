// One type for all loggers, with the file they write to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "heddle/batch/choices.hpp"
#include "heddle/core/lock_stats.hpp"
#include "heddle/log/logger.hpp"

namespace heddle {

// Thread safety: log as the logger behind it; the rest when the workers are done.
class SharedLogger {
 public:
  virtual ~SharedLogger() = default;
  virtual void log(const LogEntry& entry) = 0;
  virtual void flush() = 0;
  virtual std::error_code error() const = 0;  // of the first write that failed

  // What only a logger shared by processes can say.
  struct Survival {
    std::uint64_t lines = 0;    // written, those of attempts cut short included
    std::uint64_t repairs = 0;  // lines written again after their writer died
    LockStats lock;
  };
  virtual std::optional<Survival> survival() { return std::nullopt; }
};

// Empties `file` or makes it. Errors: std::filesystem::filesystem_error with the path and the cause.
std::unique_ptr<SharedLogger> make_logger(LoggerKind kind, const std::filesystem::path& file,
                                          const LoggerOptions& options);

}  // namespace heddle
