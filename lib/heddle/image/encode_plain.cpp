// The formats without compression: netpbm's PGM (P5) and PPM (P6), and BMP with a BITMAPINFOHEADER (8 bits a
// pixel with a palette of 256 grays, or 24 bits).
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "heddle/image/encoders.hpp"

namespace heddle::image {
namespace {

// Collects rows into large writes.
class Buffered {
 public:
  explicit Buffered(AtomicFile& out) : out_(out) { bytes_.reserve(kCapacity); }

  void write(const void* bytes, std::size_t count) {
    if (bytes_.size() + count > kCapacity) flush();
    if (count > kCapacity) return out_.write(bytes, count);
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    bytes_.insert(bytes_.end(), first, first + count);
  }
  void flush() {
    out_.write(bytes_.data(), bytes_.size());
    bytes_.clear();
  }

 private:
  static constexpr std::size_t kCapacity = 1 << 18;
  AtomicFile& out_;
  std::vector<std::uint8_t> bytes_;
};

// Little-endian fields of a BMP header.
class Fields {
 public:
  Fields& u16(std::uint64_t value) { return put(value, 2); }
  Fields& u32(std::uint64_t value) { return put(value, 4); }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  Fields& put(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  std::vector<std::uint8_t> bytes_;
};

}  // namespace

void encode_pnm(const Raster& image, AtomicFile& out, const RowObserver& on_row) {
  Buffered buffered(out);
  const std::string header = (image.channels() == 1 ? "P5\n" : "P6\n") + std::to_string(image.width()) + " " +
                             std::to_string(image.height()) + "\n255\n";
  buffered.write(header.data(), header.size());
  for (std::size_t y = 0; y < image.height(); ++y) {
    buffered.write(image.row(y), image.row_bytes());
    on_row(y);
  }
  buffered.flush();
}

void encode_bmp(const Raster& image, AtomicFile& out, const RowObserver& on_row) {
  constexpr std::uint64_t kMaxFileBytes = 0xffffffff;
  constexpr std::size_t kMaxSide = 0x7fffffff;
  constexpr std::uint64_t kPixelsPerMetre = 2835;  // 72 dpi

  const bool is_gray = image.channels() == 1;
  const std::uint64_t colours = is_gray ? 256 : 0;
  const std::uint64_t header_bytes = 14 + 40 + colours * 4;
  const std::size_t padding = (4 - image.row_bytes() % 4) % 4;  // rows start at multiples of 4 bytes
  const std::uint64_t pixel_bytes = std::uint64_t{image.row_bytes() + padding} * image.height();
  if (std::max(image.width(), image.height()) > kMaxSide || pixel_bytes > kMaxFileBytes - header_bytes) {
    throw ImageError(out.target(), "the image is too large for BMP; use png or pgm");
  }

  Fields header;
  header.u16(0x4d42).u32(header_bytes + pixel_bytes).u32(0).u32(header_bytes);  // "BM"
  header.u32(40)
      .u32(image.width())
      .u32(image.height())
      .u16(1)
      .u16(8 * image.channels())
      .u32(0)
      .u32(pixel_bytes);
  header.u32(kPixelsPerMetre).u32(kPixelsPerMetre).u32(colours).u32(0);
  for (std::uint64_t level = 0; level < colours; ++level) header.u32(level * 0x010101);

  Buffered buffered(out);
  buffered.write(header.bytes().data(), header.bytes().size());
  std::vector<std::uint8_t> stored(image.row_bytes() + padding);
  for (std::size_t y = 0; y < image.height(); ++y) {
    const std::uint8_t* row = image.row(image.height() - 1 - y);  // the bottom row comes first
    std::copy(row, row + image.row_bytes(), stored.begin());
    if (!is_gray) {
      for (std::size_t i = 0; i < image.row_bytes(); i += 3)
        std::swap(stored[i], stored[i + 2]);  // blue first
    }
    buffered.write(stored.data(), stored.size());
    on_row(y);
  }
  buffered.flush();
}

}  // namespace heddle::image
