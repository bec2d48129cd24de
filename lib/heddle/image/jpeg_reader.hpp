// JPEG through libjpeg-turbo. It decodes about half as fast again as stb_image and to the same pixels as
// Pillow and OpenCV, and stb_image's JPEG reader writes beyond its tables when a file's Huffman codes are
// forged. Private to this box.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "heddle/image/load.hpp"

namespace heddle::image {

// Decodes a JPEG file to RGB; CMYK is taken to be stored inverted, as Adobe and everybody since does.
// Stricter than libjpeg by itself, which only warns of missing and damaged data: here both are errors. Throws
// ImageError about `name`, and std::bad_alloc. Callable from many threads at once.
RgbImage decode_jpeg(std::span<const std::byte> encoded, const std::filesystem::path& name,
                     const LoadLimits& limits);

}  // namespace heddle::image
