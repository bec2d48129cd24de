// Where a logger's bytes go: a file that is only ever appended to. Linux keeps one write(2) to a file
// opened with O_APPEND together, across threads and processes (POSIX promises the offset, not the
// atomicity; Linux holds the inode's lock for the whole write). A sink in memory is such a file too, without
// a name in any folder (memfd_create(2)), so that its appends take the same path.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "heddle/core/site.hpp"
#include "heddle/sync/in_memory.hpp"

namespace heddle::native {

// Thread safety: append from any thread; bytes of one append stay together.
class Sink {
 public:
  // Empties the file or makes it. Errors: std::filesystem::filesystem_error with the path and the cause.
  explicit Sink(const std::filesystem::path& path)
      : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644)) {
    if (file_ < 0)
      throw std::filesystem::filesystem_error("cannot write the log", path,
                                              std::error_code(errno, std::generic_category()));
  }
  // Errors: std::system_error where there is no descriptor or no memory left.
  explicit Sink(InMemory memory) : file_(::memfd_create(memory.name, MFD_CLOEXEC)) {
    if (file_ >= 0 && ::fcntl(file_, F_SETFL, O_APPEND) == 0) return;
    const std::error_code cause(errno, std::generic_category());
    if (file_ >= 0) ::close(file_);
    throw std::system_error(cause,
                            "cannot make '" + std::string(memory.name) + "' in memory; use fewer at once");
  }
  ~Sink() { ::close(file_); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  // Returns false when not all bytes could be written; error() then says why.
  bool append(std::string_view bytes, Site = {}) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) {
        int none = 0;
        error_.compare_exchange_strong(none, errno);  // the first cause is the one that explains
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  // Everything that was appended to a sink in memory, in order. Nobody appends meanwhile.
  // Errors: std::system_error where it cannot be read, as where the sink is on a file.
  std::string contents() const {
    std::string all;
    std::array<char, 4096> part;
    while (true) {
      const ssize_t count = ::pread(file_, part.data(), part.size(), static_cast<off_t>(all.size()));
      if (count < 0) throw std::system_error(errno, std::generic_category(), "cannot read the log back");
      if (count == 0) return all;
      all.append(part.data(), static_cast<std::size_t>(count));
    }
  }

  // The cause of the first append that failed, or no error.
  std::error_code error() const { return {error_.load(), std::generic_category()}; }

 private:
  const int file_;
  std::atomic<int> error_{0};
};

}  // namespace heddle::native
