#include "heddle/batch/shared_logger.hpp"

#include <stdexcept>

#include "heddle/log/mutex_logger.hpp"
#include "heddle/log/per_worker_logger.hpp"
#include "heddle/log/process_logger.hpp"
#include "heddle/log/semaphore_append_logger.hpp"
#include "heddle/log/semaphore_buffer_logger.hpp"
#include "heddle/log/unsynchronized_logger.hpp"
#include "heddle/metrics/metered.hpp"

namespace heddle {
namespace {

template <class Logger>
class ToSink final : public SharedLogger {
 public:
  ToSink(const std::filesystem::path& file, const LoggerOptions& options)
      : sink_(file), logger_(sink_, options) {}

  void log(const LogEntry& entry) override { logger_.log(entry); }
  void flush() override { logger_.flush(); }
  std::error_code error() const override { return sink_.error(); }

 private:
  NativeSync::Sink sink_;
  Logger logger_;
};

class AcrossProcesses final : public SharedLogger {
 public:
  AcrossProcesses(const std::filesystem::path& file, const LoggerOptions& options) : logger_(file, options) {}

  void log(const LogEntry& entry) override { logger_.log(entry); }
  void flush() override { logger_.flush(); }
  std::error_code error() const override { return logger_.error(); }
  std::optional<Survival> survival() override {
    const LockCounts counts = logger_.lock_counts();
    Survival survival;
    survival.lines = logger_.lines();
    survival.repairs = logger_.repairs();
    survival.lock.name = "log lock of processes";
    survival.lock.acquisitions = counts.acquisitions;
    survival.lock.contended = counts.contended;
    survival.lock.wait_ns = static_cast<std::int64_t>(counts.total_wait_ns);
    survival.lock.longest_wait_ns = static_cast<std::int64_t>(counts.longest_wait_ns);
    return survival;
  }

 private:
  ProcessLogger logger_;
};

}  // namespace

std::unique_ptr<SharedLogger> make_logger(LoggerKind kind, const std::filesystem::path& file,
                                          const LoggerOptions& options) {
  using Sync = Metered<NativeSync>;
  switch (kind) {
    case LoggerKind::kUnsynchronized:
      return std::make_unique<ToSink<UnsynchronizedLogger<Sync>>>(file, options);
    case LoggerKind::kSemaphoreBuffer:
      return std::make_unique<ToSink<SemaphoreBufferLogger<Sync>>>(file, options);
    case LoggerKind::kMutex:
      return std::make_unique<ToSink<MutexLogger<Sync>>>(file, options);
    case LoggerKind::kSemaphoreAppend:
      return std::make_unique<ToSink<SemaphoreAppendLogger<Sync>>>(file, options);
    case LoggerKind::kPerWorker:
      return std::make_unique<ToSink<PerWorkerLogger<Sync>>>(file, options);
    case LoggerKind::kProcess:
      return std::make_unique<AcrossProcesses>(file, options);
  }
  throw std::logic_error("make_logger: unknown kind");
}

}  // namespace heddle
