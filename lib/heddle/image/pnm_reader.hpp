// PGM and PPM (netpbm's P5 and P6). stb_image takes samples of 16 bits for samples of 8 there, reads beyond
// its buffer while at it, and ignores the largest value that the header names; the format is simple enough to
// read here. Private to this box.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "heddle/image/load.hpp"

namespace heddle::image {

// Decodes a PGM or PPM file to RGB; samples are scaled to 0 ... 255 and rounded. Throws ImageError about
// `name`, and std::bad_alloc. Callable from many threads at once.
RgbImage decode_pnm(std::span<const std::byte> encoded, const std::filesystem::path& name,
                    const LoadLimits& limits);

}  // namespace heddle::image
