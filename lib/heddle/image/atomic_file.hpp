// A file that appears under its name only when it is complete.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace heddle::image {

// Bytes go to a file without a name in the target's folder (O_TMPFILE), which the kernel drops when the
// process is killed. commit() gives it the temporary name ".heddle-<pid>-<random>.part" and renames that into
// place. Where the file system has no nameless files, the temporary name is there from the start, and the
// destructor removes it. Every failure is an ImageError that names the target. One object belongs to one
// thread; different objects may be used at once, by any threads and processes.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(const void* bytes, std::size_t count);
  void commit();

  // What the names of a process's temporaries begin and end with.
  static std::string prefix(long process);
  static constexpr std::string_view kSuffix = ".part";

  std::uint64_t size() const { return size_; }  // bytes written so far
  const std::filesystem::path& target() const { return target_; }

 private:
  void open_named();
  bool give_name();
  [[noreturn]] void fail(const char* what, int error) const;

  std::filesystem::path target_;
  std::string temporary_;  // its name; empty while it has none
  int fd_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace heddle::image
