// Reading image files of unknown origin into 8-bit RGB. Every file is taken to be hostile: what it claims is
// checked before memory is spent on it, and whatever is wrong with it ends in one ImageError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "heddle/image/error.hpp"
#include "heddle/image/pixels.hpp"

namespace heddle::image {

struct LoadLimits {
  std::uint64_t max_pixels = std::uint64_t{1} << 28;      // width times height, as the header claims it
  std::uint64_t max_file_bytes = std::uint64_t{1} << 30;  // size of the encoded file; never above 2^31 - 1
};

// Reads JPEG through libjpeg-turbo, PGM and PPM (P5, P6) by itself, and through stb_image what that reads:
// PNG, BMP, GIF (first frame), TGA, PSD, HDR, PIC. Gray, palette and CMYK images become RGB. Alpha is
// ignored, not blended, as Pillow's convert("L") does. 16-bit samples keep their high byte (PGM and PPM
// round). Colour profiles and EXIF orientation are ignored.
//
// Throws ImageError when the file is missing, unreadable, empty, not a regular file, larger than the limits,
// of no known format, corrupt or truncated. Callable from many threads at once.
RgbImage load(const std::filesystem::path& file, const LoadLimits& limits = {});

// The same for an encoded image in memory; `name` stands for the file in error messages.
RgbImage load_from_memory(std::span<const std::byte> encoded, const std::filesystem::path& name,
                          const LoadLimits& limits = {});

// Whether a folder walk should take `file` for an image: a regular file (links are followed) with the
// extension of a format above, in any case, or else with the signature of one. False for anything that cannot
// be looked at; never throws for it. Callable from many threads at once.
bool looks_like_image(const std::filesystem::path& file);

}  // namespace heddle::image
