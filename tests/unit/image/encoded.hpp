// Encoded images for tests, made without the code under test: by the libraries themselves, or byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace heddle::image {

inline std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}

// A varied RGB picture: gradients in each channel and some noise from `seed`.
std::vector<std::uint8_t> rgb_samples(std::size_t width, std::size_t height, std::uint32_t seed = 1);

// A PNG file from rows of `samples`; `colour_type` is libpng's PNG_COLOR_TYPE_*, 16-bit samples are
// big-endian.
std::string png_file(std::size_t width, std::size_t height, int colour_type, int bit_depth,
                     const std::vector<std::uint8_t>& samples);

// A JPEG file; `components` is 1 (gray), 3 (RGB) or 4 (CMYK as Adobe stores it, 255 meaning no ink).
std::string jpeg_file(std::size_t width, std::size_t height, int components,
                      const std::vector<std::uint8_t>& samples, bool progressive = false);

std::string ppm_file(std::size_t width, std::size_t height, const std::vector<std::uint8_t>& samples);
std::string bmp_file(std::size_t width, std::size_t height, const std::vector<std::uint8_t>& samples);
std::string tga_file(std::size_t width, std::size_t height, const std::vector<std::uint8_t>& samples);

// A PNG file that is only a header, claiming this size, and an end.
std::string png_header_only(std::uint32_t width, std::uint32_t height);

// The pixels of a PNG file as one channel of 8 bits, by libpng.
std::vector<std::uint8_t> png_gray_samples(const std::string& file, std::size_t* width, std::size_t* height);

}  // namespace heddle::image
