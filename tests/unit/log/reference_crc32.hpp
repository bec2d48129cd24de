// CRC-32 one bit at a time, straight from its definition (ISO-HDLC): slow, and what the fast one is held to.
#pragma once

#include <cstdint>
#include <string_view>

namespace heddle {

inline std::uint32_t reference_crc32(std::string_view bytes) {
  std::uint32_t remainder = 0xFFFFFFFF;
  for (const char c : bytes) {
    remainder ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      const bool carry = (remainder & 1) != 0;
      remainder >>= 1;
      if (carry) remainder ^= 0xEDB88320;
    }
  }
  return ~remainder;
}

}  // namespace heddle
