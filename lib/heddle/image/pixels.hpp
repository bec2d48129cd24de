// Images in memory. An image owns one tightly packed buffer of 8-bit samples, row after row from the top,
// with no padding between rows. The buffer comes from malloc, so that a decoder's own buffer can be
// adopted as it is and a large image is not zero-filled before it is overwritten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <utility>

namespace heddle::image {

struct FreeDeleter {
  void operator()(void* p) const noexcept { std::free(p); }
};
using SampleBuffer = std::unique_ptr<std::uint8_t[], FreeDeleter>;

// An image of Channels samples a pixel; three are in the order red, green, blue. Movable, not copyable. A
// moved-from image is empty (0 x 0). Different images may be used from different threads at once; one image
// may be read by many threads while none writes to it.
template <std::size_t Channels>
class Image {
 public:
  Image() = default;

  // Samples are indeterminate until written. Throws std::bad_alloc when there is not enough memory.
  Image(std::size_t width, std::size_t height) : Image(width, height, allocate(width, height)) {}

  // Adopts `samples`, which must hold width * height * Channels bytes.
  Image(std::size_t width, std::size_t height, SampleBuffer samples) noexcept
      : width_(width), height_(height), samples_(std::move(samples)) {}

  Image(Image&& other) noexcept { swap(other); }
  Image& operator=(Image&& other) noexcept {
    Image(std::move(other)).swap(*this);
    return *this;
  }

  std::size_t width() const { return width_; }    // pixels
  std::size_t height() const { return height_; }  // pixels
  std::size_t pixels() const { return width_ * height_; }
  bool empty() const { return pixels() == 0; }

  std::uint8_t* data() { return samples_.get(); }
  const std::uint8_t* data() const { return samples_.get(); }

  // All samples, or those of row `y`, which must be below height().
  std::span<std::uint8_t> samples() { return {data(), pixels() * Channels}; }
  std::span<const std::uint8_t> samples() const { return {data(), pixels() * Channels}; }
  std::span<std::uint8_t> row(std::size_t y) { return samples().subspan(y * stride(), stride()); }
  std::span<const std::uint8_t> row(std::size_t y) const { return samples().subspan(y * stride(), stride()); }

  void swap(Image& other) noexcept {
    std::swap(width_, other.width_);
    std::swap(height_, other.height_);
    samples_.swap(other.samples_);
  }

 private:
  std::size_t stride() const { return width_ * Channels; }

  static SampleBuffer allocate(std::size_t width, std::size_t height) {
    constexpr std::size_t kMaxPixels = std::numeric_limits<std::ptrdiff_t>::max() / Channels;
    if (width != 0 && height > kMaxPixels / width) throw std::bad_alloc();
    const std::size_t bytes = width * height * Channels;
    SampleBuffer samples(static_cast<std::uint8_t*>(std::malloc(bytes == 0 ? 1 : bytes)));
    if (!samples) throw std::bad_alloc();
    return samples;
  }

  std::size_t width_ = 0;
  std::size_t height_ = 0;
  SampleBuffer samples_;
};

using RgbImage = Image<3>;
using GrayImage = Image<1>;

}  // namespace heddle::image
