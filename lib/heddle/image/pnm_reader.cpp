// See pnm_reader.hpp. The format is described by netpbm's manual pages pgm(5) and ppm(5).
#include "heddle/image/pnm_reader.hpp"

#include <algorithm>
#include <cstdint>

#include "heddle/image/limits.hpp"

namespace heddle::image {
namespace {

constexpr std::uint32_t kMaxSample = 65535;

class PnmHeader {
 public:
  PnmHeader(std::span<const std::byte> encoded, const std::filesystem::path& name)
      : left_(encoded.subspan(2)), name_(name) {}

  // The next decimal number, behind blanks and comments (from '#' to the end of the line).
  std::uint32_t number() {
    while (is_blank(peek()) || peek() == '#') {
      if (peek() == '#') {
        while (peek() != '\n' && peek() != '\r') take();
      }
      take();
    }
    if (!is_digit(peek())) throw ImageError(name_, "corrupt PNM: its header lacks a number");
    std::uint32_t value = 0;
    while (is_digit(peek())) {
      value = value * 10 + static_cast<std::uint32_t>(take() - '0');
      if (value > 100'000'000) throw ImageError(name_, "corrupt PNM: a number in its header is too large");
    }
    return value;
  }

  // The samples, behind the one blank that ends the header.
  std::span<const std::byte> samples() {
    if (!is_blank(take())) throw ImageError(name_, "corrupt PNM: its header has no end");
    return left_;
  }

 private:
  static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  char peek() const {
    if (left_.empty()) throw ImageError(name_, "the file ends before the image is complete");
    return static_cast<char>(left_.front());
  }
  char take() {
    const char c = peek();
    left_ = left_.subspan(1);
    return c;
  }

  std::span<const std::byte> left_;
  const std::filesystem::path& name_;
};

}  // namespace

RgbImage decode_pnm(std::span<const std::byte> encoded, const std::filesystem::path& name,
                    const LoadLimits& limits) {
  PnmHeader header(encoded, name);
  const std::size_t channels = static_cast<char>(encoded[1]) == '6' ? 3 : 1;
  const std::size_t width = header.number();
  const std::size_t height = header.number();
  const std::uint32_t largest = header.number();
  if (width == 0 || height == 0) throw ImageError(name, "corrupt PNM: its width or height is zero");
  if (largest == 0 || largest > kMaxSample) {
    throw ImageError(name, "corrupt PNM: its largest sample is not from 1 to 65535");
  }
  check_pixels(width, height, name, limits);

  const auto bytes = header.samples();
  const std::size_t sample_bytes = largest > 255 ? 2 : 1;
  if (bytes.size() / sample_bytes / channels / width < height) {
    throw ImageError(name, "the file ends before the image is complete");
  }

  const auto sample = [&](std::size_t i) {
    auto value = std::to_integer<std::uint32_t>(bytes[i * sample_bytes]);
    if (sample_bytes == 2) value = value << 8 | std::to_integer<std::uint32_t>(bytes[i * 2 + 1]);
    return static_cast<std::uint8_t>((std::min(value, largest) * 255 + largest / 2) / largest);
  };
  RgbImage rgb(width, height);
  std::uint8_t* out = rgb.data();
  if (largest == 255 && channels == 3) {
    std::ranges::transform(bytes.first(rgb.samples().size()), out,
                           [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
    return rgb;
  }
  for (std::size_t i = 0; i < rgb.samples().size(); ++i) out[i] = sample(channels == 3 ? i : i / 3);
  return rgb;
}

}  // namespace heddle::image
