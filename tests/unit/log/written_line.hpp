// Right lines, made without the code under test.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "reference_crc32.hpp"

namespace heddle {

// The text with its checksum and a newline.
inline std::string with_checksum(const std::string& text) {
  char checksum[16];
  std::snprintf(checksum, sizeof checksum, " crc=%08x\n", reference_crc32(text));
  return text + checksum;
}

inline std::string written_line(std::uint64_t worker, std::uint64_t seq, const std::string& image,
                                const std::string& rows) {
  return with_checksum("time=0.000001 worker=" + std::to_string(worker) + " seq=" + std::to_string(seq) +
                       " image=" + image + " size=640x480 rows=" + rows + " ms=0.412");
}

}  // namespace heddle
