// See png_check.hpp.
#include "heddle/image/png_check.hpp"

#include <zlib.h>

#include <cstdint>
#include <string_view>

#include "heddle/image/limits.hpp"

namespace heddle::image {
namespace {

std::uint32_t big_endian(std::span<const std::byte> four) {
  std::uint32_t value = 0;
  for (const std::byte b : four.first(4)) value = value << 8 | std::to_integer<std::uint32_t>(b);
  return value;
}

}  // namespace

void check_png(std::span<const std::byte> encoded, const std::filesystem::path& name,
               const LoadLimits& limits) {
  constexpr std::size_t kSignature = 8;
  constexpr std::size_t kLength = 4;
  constexpr std::size_t kType = 4;
  constexpr std::size_t kCrc = 4;
  const auto need = [&](std::size_t bytes) {
    if (encoded.size() < bytes) throw ImageError(name, "the file ends before the image is complete");
  };

  need(kSignature);
  encoded = encoded.subspan(kSignature);
  for (;;) {
    need(kLength + kType + kCrc);
    const std::size_t length = big_endian(encoded);
    need(kLength + kType + kCrc + length);
    const auto checked = encoded.subspan(kLength, kType + length);
    const std::string_view type(reinterpret_cast<const char*>(checked.data()), kType);
    const bool critical = (static_cast<unsigned char>(type[0]) & 0x20) == 0;
    if (critical) {
      const auto crc = ::crc32_z(0, reinterpret_cast<const Bytef*>(checked.data()), checked.size());
      if (crc != big_endian(encoded.subspan(kLength + kType + length))) {
        throw ImageError(name, "corrupt PNG: a checksum does not match its data");
      }
    }
    if (type == "IHDR" && length >= 8) {
      check_pixels(big_endian(checked.subspan(kType)), big_endian(checked.subspan(kType + 4)), name, limits);
    }
    if (type == "IEND") return;
    encoded = encoded.subspan(kLength + kType + length + kCrc);
  }
}

}  // namespace heddle::image
