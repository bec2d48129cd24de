// The checksum against its published check value and against the definition.
#include "heddle/log/crc32.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "reference_crc32.hpp"

namespace heddle {
namespace {

// The "check" of CRC-32/ISO-HDLC in Greg Cook's catalogue of CRC algorithms.
TEST(Crc32, OfTheNineDigitsIsThePublishedValue) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
}

TEST(Crc32, OfNothingIsZero) {
  EXPECT_EQ(crc32(""), 0U);
}

TEST(Crc32, AgreesWithTheDefinitionForEveryLengthAndAlignment) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::string bytes(600, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  for (std::size_t first = 0; first < 16; ++first)
    for (std::size_t size = 0; first + size <= bytes.size(); size += size < 70 ? 1 : 37) {
      const std::string_view part = std::string_view(bytes).substr(first, size);
      ASSERT_EQ(crc32(part), reference_crc32(part)) << "first " << first << ", size " << size;
    }
}

TEST(Crc32, SeesEverySingleFlippedBitOfALine) {
  const std::string line = "time=0.012345 worker=1 seq=17 image=a.png size=640x480 rows=0-7 ms=0.412";
  const std::uint32_t right = crc32(line);
  for (std::size_t bit = 0; bit < 8 * line.size(); ++bit) {
    std::string damaged = line;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    ASSERT_NE(crc32(damaged), right) << "bit " << bit;
  }
}

}  // namespace
}  // namespace heddle
