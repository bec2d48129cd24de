#include "heddle/log/crc32.hpp"

#if defined(__x86_64__)
#include <wmmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace heddle {
namespace {

static_assert(std::endian::native == std::endian::little, "the eight-byte step reads little-endian words");

constexpr std::uint32_t kReflectedPolynomial = 0xEDB88320;

// kTables[0] advances the remainder by one byte; kTables[k] by the same byte and k zero bytes.
constexpr auto kTables = [] {
  std::array<std::array<std::uint32_t, 256>, 8> tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t remainder = byte;
    for (int bit = 0; bit < 8; ++bit)
      remainder = (remainder >> 1) ^ ((remainder & 1) != 0 ? kReflectedPolynomial : 0);
    tables[0][byte] = remainder;
  }
  for (std::size_t k = 1; k < tables.size(); ++k)
    for (std::size_t byte = 0; byte < 256; ++byte)
      tables[k][byte] = (tables[k - 1][byte] >> 8) ^ tables[0][tables[k - 1][byte] & 0xFF];
  return tables;
}();

// The remainder that `remainder` and then the bytes lead to.
std::uint32_t advance(std::uint32_t remainder, const char* at, std::size_t left) {
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    word ^= remainder;
    remainder = 0;
    for (std::size_t k = 0; k < 8; ++k) remainder ^= kTables[7 - k][(word >> (8 * k)) & 0xFF];
  }
  for (; left > 0; ++at, --left)
    remainder = (remainder >> 8) ^ kTables[0][(remainder ^ static_cast<unsigned char>(*at)) & 0xFF];
  return remainder;
}

#if defined(__x86_64__)

// x to the power n modulo the polynomial, reflected, as a carry-less multiplication wants it.
consteval std::int64_t power_of_x(int n) {
  std::uint32_t remainder = 0x80000000;
  for (int i = 0; i < n; ++i)
    remainder = (remainder >> 1) ^ ((remainder & 1) != 0 ? kReflectedPolynomial : 0);
  return std::int64_t{remainder} << 1;
}

// Sixteen bytes a step: what the first sixteen stand for is carried over to the next by two carry-less
// multiplications, and the last sixteen are taken through the tables. size: at least 16.
[[gnu::target("pclmul")]] std::uint32_t advance_folding(std::uint32_t remainder, const char* at,
                                                        std::size_t size) {
  const __m128i over_128_bits = _mm_set_epi64x(power_of_x(128 - 32), power_of_x(128 + 32));
  const auto load = [](const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
  __m128i folded = _mm_xor_si128(load(at), _mm_cvtsi32_si128(static_cast<int>(remainder)));
  for (at += 16, size -= 16; size >= 16; at += 16, size -= 16) {
    const __m128i low = _mm_clmulepi64_si128(folded, over_128_bits, 0x00);
    const __m128i high = _mm_clmulepi64_si128(folded, over_128_bits, 0x11);
    folded = _mm_xor_si128(_mm_xor_si128(low, high), load(at));
  }
  char last[16];
  _mm_storeu_si128(reinterpret_cast<__m128i*>(last), folded);
  return advance(advance(0, last, sizeof last), at, size);
}

const bool kCanFold = __builtin_cpu_supports("pclmul") != 0;

#endif

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
  constexpr std::uint32_t kInitial = 0xFFFFFFFF;
#if defined(__x86_64__)
  if (kCanFold && bytes.size() >= 32) return ~advance_folding(kInitial, bytes.data(), bytes.size());
#endif
  return ~advance(kInitial, bytes.data(), bytes.size());
}

}  // namespace heddle
