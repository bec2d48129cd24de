#include "heddle/report/printable.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace heddle {
namespace {

// How many bytes of what `text` begins with may be printed as they are: one of ASCII, or one UTF-8 sequence
// (RFC 3629: shortest form, no surrogates) beyond the C1 controls. 0 for everything else.
std::size_t harmless(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return lead >= 0x20 && lead != 0x7F ? 1 : 0;
  const std::size_t size = lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0;
  if (size == 0 || text.size() < size) return 0;
  std::uint32_t code = lead & (0xFFU >> (size + 1));
  for (const char c : text.substr(1, size - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) return 0;
    code = (code << 6) | (byte & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0xA0, 0x800, 0x10000};  // 0xA0: after the C1 controls
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code < kSmallest[size] || surrogate || code > 0x10FFFF ? 0 : size;
}

}  // namespace

std::string printable(std::string_view text) {
  constexpr char kHexDigits[] = "0123456789abcdef";
  std::string safe;
  while (!text.empty()) {
    const std::size_t size = harmless(text);
    const auto byte = static_cast<unsigned char>(text[0]);
    if (size == 0) safe += {'\\', 'x', kHexDigits[byte >> 4], kHexDigits[byte & 0xF]};
    safe += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return safe;
}

}  // namespace heddle
