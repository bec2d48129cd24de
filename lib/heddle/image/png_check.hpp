// What stb_image does not look at in a PNG file: the checksums of its parts. Private to this box.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "heddle/image/load.hpp"

namespace heddle::image {

// Walks the chunks of a PNG file up to IEND. Throws ImageError about `name` when the header claims too many
// pixels, the file ends too early, or the CRC-32 of a critical chunk (ISO/IEC 15948, 5.3) is wrong, so that
// damage is not taken for pixels. Callable from many threads at once.
void check_png(std::span<const std::byte> encoded, const std::filesystem::path& name,
               const LoadLimits& limits);

}  // namespace heddle::image
