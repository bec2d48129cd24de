// See error.hpp.
#include "heddle/image/error.hpp"

namespace heddle::image {

std::string printable(std::string_view name) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string line;
  line.reserve(name.size());
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || byte == '\\') {
      line += "\\x";
      line += kHex[byte >> 4];
      line += kHex[byte & 15];
    } else {
      line += c;
    }
  }
  return line;
}

ImageError::ImageError(const std::filesystem::path& file, std::string_view cause)
    : std::runtime_error(printable(file.native()) + ": " + std::string(cause)) {}

}  // namespace heddle::image
