// Telling image formats apart by the first bytes of the file. Private to this box.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace heddle::image {

inline constexpr std::size_t kSignatureBytes = 12;  // enough of the file for every signature

// "JPEG", "PNG", "GIF", "BMP", "PSD", "PNM", "HDR" or "PIC"; empty when the bytes are none of these (TGA has
// no signature). Callable from many threads at once.
std::string_view format_by_signature(std::span<const std::byte> start);

}  // namespace heddle::image
