// Luma of ITU-R BT.601, rounded bit for bit as Pillow's convert("L") rounds it:
//   gray = (19595 R + 38470 G + 7471 B + 32768) >> 16
#pragma once

#include <cstddef>
#include <cstdint>

#include "heddle/image/pixels.hpp"

namespace heddle::image {

// Converts `pixels` packed RGB pixels (3 * pixels bytes at `rgb`) into `pixels` bytes at `gray`. Any
// alignment; the two ranges must not overlap. Uses the best instruction set that the processor has, decided
// once. Callable from many threads at once.
void gray_row(const std::uint8_t* rgb, std::uint8_t* gray, std::size_t pixels);

// The whole image. Throws std::bad_alloc.
GrayImage to_gray(const RgbImage& rgb);

}  // namespace heddle::image
