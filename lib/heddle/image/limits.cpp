// See limits.hpp.
#include "heddle/image/limits.hpp"

#include <algorithm>
#include <string>

namespace heddle::image {

void check_file_bytes(std::uint64_t bytes, const std::filesystem::path& name, const LoadLimits& limits) {
  constexpr std::uint64_t kMaxDecoderBytes = 0x7fffffff;  // stb_image counts in int
  const std::uint64_t most = std::min(limits.max_file_bytes, kMaxDecoderBytes);
  if (bytes == 0) throw ImageError(name, "the file is empty");
  if (bytes > most) {
    throw ImageError(name, "the file has " + std::to_string(bytes) + " bytes, more than the limit of " +
                               std::to_string(most));
  }
}

void check_pixels(std::uint64_t width, std::uint64_t height, const std::filesystem::path& name,
                  const LoadLimits& limits) {
  if (height != 0 && width > limits.max_pixels / height) {
    throw ImageError(name, "its header claims " + std::to_string(width) + " x " + std::to_string(height) +
                               " pixels, more than the limit of " + std::to_string(limits.max_pixels));
  }
}

}  // namespace heddle::image
