// See atomic_file.hpp.
#include "heddle/image/atomic_file.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <system_error>
#include <utility>

#include "heddle/image/error.hpp"

namespace heddle::image {

namespace {

// The process id says whose it is once that process is gone; the rest keeps threads and calls apart. Should
// two be alike after all, O_EXCL or linkat(2) refuses and another is tried.
std::string temporary_name(const std::filesystem::path& target) {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number) number = static_cast<std::uint64_t>(::clock());
  const std::string name =
      AtomicFile::prefix(::getpid()) + std::to_string(number) + std::string(AtomicFile::kSuffix);
  return (target.parent_path() / name).native();
}

}  // namespace

std::string AtomicFile::prefix(long process) {
  return ".heddle-" + std::to_string(process) + "-";
}

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
  const std::filesystem::path folder = target_.has_parent_path() ? target_.parent_path() : ".";
  fd_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  // What file systems without nameless files answer; anything else is a failure of the folder's own, which
  // opening by name meets as well.
  if (fd_ < 0) open_named();
}

void AtomicFile::open_named() {
  do {
    temporary_ = temporary_name(target_);
    fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (fd_ < 0 && (errno == EEXIST || errno == EINTR));
  if (fd_ < 0) {
    const int error = errno;
    temporary_.clear();
    fail("cannot create a file in its folder", error);
  }
}

// linkat(2) does not replace, so a nameless file cannot take the target's place in one step.
bool AtomicFile::give_name() {
  const std::string self = "/proc/self/fd/" + std::to_string(fd_);
  int linked = 0;
  do {
    temporary_ = temporary_name(target_);
    linked = ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary_.c_str(), AT_SYMLINK_FOLLOW);
  } while (linked != 0 && errno == EEXIST);
  if (linked != 0) temporary_.clear();
  return linked == 0;
}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(const void* bytes, std::size_t count) {
  const auto* at = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t written = ::write(fd_, at, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      fail("cannot write", errno);
    }
    at += written;
    count -= static_cast<std::size_t>(written);
    size_ += static_cast<std::uint64_t>(written);
  }
}

void AtomicFile::commit() {
  if (temporary_.empty() && !give_name()) fail("cannot put the finished file in place", errno);
  // Linux closes the descriptor even when close reports an error, so it is never closed twice.
  const int fd = fd_;
  fd_ = -1;
  if (::close(fd) != 0) fail("cannot write", errno);
  if (::rename(temporary_.c_str(), target_.c_str()) != 0)
    fail("cannot put the finished file in place", errno);
  temporary_.clear();
}

void AtomicFile::fail(const char* what, int error) const {
  throw ImageError(target_, std::string(what) + ": " + std::generic_category().message(error));
}

}  // namespace heddle::image
