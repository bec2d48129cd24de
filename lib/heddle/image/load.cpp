// Getting the bytes of an untrusted file into memory; what they mean is for the decoder. See load.hpp.
#include "heddle/image/load.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <string>
#include <system_error>

#include "heddle/image/jpeg_reader.hpp"
#include "heddle/image/limits.hpp"
#include "heddle/image/png_check.hpp"
#include "heddle/image/pnm_reader.hpp"
#include "heddle/image/signature.hpp"
#include "heddle/image/stb_reader.hpp"

namespace heddle::image {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

struct Bytes {
  SampleBuffer data;
  std::size_t size = 0;
};

std::string in_words(int error) {
  return std::generic_category().message(error);
}

Bytes read_file(const std::filesystem::path& file, const LoadLimits& limits) {
  // O_NONBLOCK: opening a fifo must not wait for a writer. It changes nothing for a regular file.
  const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status{};
  if (fd.get() < 0 || ::fstat(fd.get(), &status) != 0)
    throw ImageError(file, "cannot open it: " + in_words(errno));
  if (S_ISDIR(status.st_mode)) throw ImageError(file, "it is a folder, not an image");
  if (!S_ISREG(status.st_mode)) throw ImageError(file, "it is not a regular file");
  check_file_bytes(static_cast<std::uint64_t>(status.st_size), file, limits);

  Bytes bytes;
  const auto size = static_cast<std::size_t>(status.st_size);
  bytes.data.reset(static_cast<std::uint8_t*>(std::malloc(size)));
  if (!bytes.data) throw std::bad_alloc();
  while (bytes.size < size) {
    const ssize_t got = ::read(fd.get(), bytes.data.get() + bytes.size, size - bytes.size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw ImageError(file, "cannot read it: " + in_words(errno));
    if (got == 0) throw ImageError(file, "it became shorter while it was read");
    bytes.size += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

RgbImage load(const std::filesystem::path& file, const LoadLimits& limits) {
  const Bytes bytes = read_file(file, limits);
  return load_from_memory(std::as_bytes(std::span(bytes.data.get(), bytes.size)), file, limits);
}

RgbImage load_from_memory(std::span<const std::byte> encoded, const std::filesystem::path& name,
                          const LoadLimits& limits) {
  check_file_bytes(encoded.size(), name, limits);
  const auto format = format_by_signature(encoded.first(std::min(encoded.size(), kSignatureBytes)));
  try {
    if (format == "JPEG") return decode_jpeg(encoded, name, limits);
    if (format == "PNM") return decode_pnm(encoded, name, limits);
    if (format == "PNG") check_png(encoded, name, limits);
    return decode_with_stb(encoded, name, limits);
  } catch (const std::bad_alloc&) {
    throw ImageError(name, "not enough memory to decode it");
  }
}

}  // namespace heddle::image
