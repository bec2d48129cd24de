// The encoders behind save() and the sample pictures. Each writes a whole file through an AtomicFile and
// calls `on_row` after each row that it has taken. Private to this box.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heddle/image/atomic_file.hpp"
#include "heddle/image/pixels.hpp"
#include "heddle/image/save.hpp"

namespace heddle::image {

// The pixels to write, borrowed from an image that must outlive it: gray (one channel) or RGB (three).
class Raster {
 public:
  template <std::size_t Channels>
  Raster(const Image<Channels>& image)  // NOLINT(google-explicit-constructor): a view, as std::span is
      : samples_(image.data()), width_(image.width()), height_(image.height()), channels_(Channels) {}

  std::size_t width() const { return width_; }
  std::size_t height() const { return height_; }
  std::size_t channels() const { return channels_; }
  std::size_t row_bytes() const { return width_ * channels_; }
  const std::uint8_t* row(std::size_t y) const { return samples_ + y * row_bytes(); }

 private:
  const std::uint8_t* samples_;
  std::size_t width_;
  std::size_t height_;
  std::size_t channels_;
};

// They keep no state outside their arguments: callable from many threads at once. `on_row` must not be empty.
// They throw ImageError, and pass on what `on_row` throws.
void encode_png(const Raster& image, AtomicFile& out, const RowObserver& on_row);
void encode_jpeg(const Raster& image, AtomicFile& out, const RowObserver& on_row);
void encode_bmp(const Raster& image, AtomicFile& out, const RowObserver& on_row);
void encode_pnm(const Raster& image, AtomicFile& out, const RowObserver& on_row);  // PGM or PPM

}  // namespace heddle::image
