#include "heddle/log/lines.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>
#include <system_error>

namespace heddle {
namespace {

// A file that is open to be read, closed at the end of its life.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& file)
      : file_(file), descriptor_(file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail();
  }
  ~Reader() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // How many bytes it put into the buffer; 0 at the end.
  std::size_t read(std::span<char> buffer) const {
    for (;;) {
      const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) fail();
    }
  }

 private:
  [[noreturn]] void fail() const {
    throw std::filesystem::filesystem_error("cannot read the log", file_,
                                            std::error_code(errno, std::generic_category()));
  }

  const std::filesystem::path& file_;
  const int descriptor_;
};

}  // namespace

void read_blocks(const std::filesystem::path& file, const std::function<bool(std::string_view)>& block) {
  const Reader reader(file);
  std::array<char, 64 * 1024> buffer;
  while (const std::size_t got = reader.read(buffer))
    if (!block({buffer.data(), got})) return;
}

}  // namespace heddle
