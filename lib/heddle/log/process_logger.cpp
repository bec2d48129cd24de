#include "heddle/log/process_logger.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "heddle/process/checkpoint.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {
namespace {

constexpr std::uint64_t kArmed = 1;
constexpr std::uint64_t kWritten = 1;  // added to an armed word: clears the bit and counts one line
constexpr std::uint64_t kRepair = std::uint64_t{1} << 48;

}  // namespace

static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "a lock hidden in an atomic would not be shared by processes");

ProcessLogger::ProcessLogger(const std::filesystem::path& path, const LoggerOptions& options)
    : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644)),
      spend_(options.spend_per_line) {
  struct stat status{};
  if (file_ < 0 || ::fstat(file_, &status) != 0)
    throw std::filesystem::filesystem_error("cannot write the log", path,
                                            std::error_code(errno, std::generic_category()));
  is_regular_ = S_ISREG(status.st_mode);
}

ProcessLogger::~ProcessLogger() {
  ::close(file_);
}

void ProcessLogger::log(const LogEntry& entry) {
  const LogLine line(entry);
  checkpoint();
  const RobustLock lock(shared_->mutex, [this] { repair(); });
  checkpoint();
  write(line.text());
  checkpoint();
  spend<NativeSync>(spend_);
}

void ProcessLogger::recover() {
  const RobustLock lock(shared_->mutex, [this] { repair(); });
}

// The stores below are seen by the next owner in the order in which they stand: a kill falls between two
// instructions, the kernel hands the lock over after it, and the release on the word keeps the compiler from
// moving the journal's stores behind it.
void ProcessLogger::write(std::string_view line) {
  struct stat status{};
  if (is_regular_ && ::fstat(file_, &status) != 0) return remember(errno);
  Journal& journal = shared_->journal;
  journal.offset = status.st_size;
  journal.size = line.size();
  checkpoint();
  std::memcpy(journal.bytes.data(), line.data(), line.size());
  checkpoint();
  shared_->word.store(shared_->word.load() + kArmed, std::memory_order_release);
  checkpoint();
  finish_line(kWritten);
}

// Takes an armed word to the one after it; when_written: what is added to it when the line got written.
void ProcessLogger::finish_line(std::uint64_t when_written) {
  const Journal& journal = shared_->journal;
  const std::uint64_t armed = shared_->word.load();
  const bool written = append({journal.bytes.data(), journal.size});
  checkpoint();
  if (!written) cut_to(journal.offset);
  checkpoint();
  shared_->word.store(written ? armed + when_written : armed - kArmed, std::memory_order_release);
  checkpoint();
}

void ProcessLogger::repair() {
  checkpoint();
  if ((shared_->word.load() & kArmed) == 0) return;
  cut_to(shared_->journal.offset);
  checkpoint();
  finish_line(kWritten + kRepair);
}

bool ProcessLogger::append(std::string_view bytes) {
  while (!bytes.empty()) {
    // A kill inside write(2) may leave part of the line behind; to meet that too, a process that is about to
    // be killed at a checkpoint writes in pieces.
    const std::size_t piece = checkpoint_is_armed() ? (bytes.size() + 1) / 2 : bytes.size();
    const ssize_t written = ::write(file_, bytes.data(), piece);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      remember(written < 0 ? errno : EIO);
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
    checkpoint();
  }
  return true;
}

void ProcessLogger::cut_to(std::int64_t offset) {
  if (!is_regular_) return;
  while (::ftruncate(file_, offset) != 0) {
    if (errno != EINTR) return remember(errno);
  }
}

// The first cause is the one that explains.
void ProcessLogger::remember(int error) {
  int none = 0;
  shared_->error.compare_exchange_strong(none, error);
}

std::uint64_t ProcessLogger::lines() const {
  return (shared_->word.load() & (kRepair - 1)) >> 1;
}

std::uint64_t ProcessLogger::repairs() const {
  return shared_->word.load() / kRepair;
}

std::error_code ProcessLogger::error() const {
  return {shared_->error.load(), std::generic_category()};
}

}  // namespace heddle
