// The gray kernel against the formula that it promises, written out here once more.
#include "heddle/image/gray.hpp"

#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace heddle::image {
namespace {

std::uint8_t formula(std::uint32_t r, std::uint32_t g, std::uint32_t b) {
  return static_cast<std::uint8_t>((r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16);
}

// Every instruction set that was compiled in and that this processor has.
std::vector<std::int64_t> available_targets() {
  std::vector<std::int64_t> found;
  const std::int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int bit = 0; bit < 63; ++bit) {
    if (const std::int64_t target = supported & (std::int64_t{1} << bit)) found.push_back(target);
  }
  return found;
}

class GrayKernel : public testing::TestWithParam<std::int64_t> {
 protected:
  void SetUp() override { hwy::SetSupportedTargetsForTest(GetParam()); }
  void TearDown() override { hwy::SetSupportedTargetsForTest(0); }
};

TEST_P(GrayKernel, IsTheFormulaForEveryColour) {
  std::vector<std::uint8_t> rgb(3 * 65536);
  std::vector<std::uint8_t> gray(65536);
  for (std::uint32_t r = 0; r < 256; ++r) {
    for (std::uint32_t i = 0; i < 65536; ++i) {
      rgb[3 * i] = static_cast<std::uint8_t>(r);
      rgb[3 * i + 1] = static_cast<std::uint8_t>(i >> 8);
      rgb[3 * i + 2] = static_cast<std::uint8_t>(i);
    }
    gray_row(rgb.data(), gray.data(), gray.size());
    for (std::uint32_t i = 0; i < 65536; ++i) {
      ASSERT_EQ(gray[i], formula(r, i >> 8, i & 255))
          << "colour " << r << "," << (i >> 8) << "," << (i & 255);
    }
  }
}

TEST_P(GrayKernel, IsRightForEveryTailAndAlignmentAndWritesNothingElse) {
  constexpr std::size_t kMaxPixels = 130;
  constexpr std::size_t kOffsets = 5;
  constexpr std::uint8_t kUntouched = 0xa5;
  std::mt19937 random(20240229);
  std::vector<std::uint8_t> rgb(3 * kMaxPixels + kOffsets);
  for (auto& sample : rgb) sample = static_cast<std::uint8_t>(random());

  for (std::size_t pixels = 0; pixels <= kMaxPixels; ++pixels) {
    for (std::size_t offset = 0; offset < kOffsets; ++offset) {
      // An allocation of exactly the size, so that a sanitizer sees a read beyond the end.
      const std::vector<std::uint8_t> in(rgb.begin(),
                                         rgb.begin() + static_cast<std::ptrdiff_t>(offset + 3 * pixels));
      std::vector<std::uint8_t> out(offset + pixels + 64, kUntouched);
      gray_row(in.data() + offset, out.data() + offset, pixels);
      for (std::size_t i = 0; i < out.size(); ++i) {
        const bool inside = i >= offset && i < offset + pixels;
        const std::uint8_t* p = in.data() + (inside ? 3 * (i - offset) + offset : 0);
        ASSERT_EQ(out[i], inside ? formula(p[0], p[1], p[2]) : kUntouched)
            << "byte " << i << " of " << pixels << " pixels at offset " << offset;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Target, GrayKernel, testing::ValuesIn(available_targets()),
                         [](const auto& test) { return std::string(hwy::TargetName(test.param)); });

TEST(Gray, KnownColoursHaveTheirKnownLuma) {
  // 0.299, 0.587 and 0.114 of 255, rounded to the nearest whole number.
  const std::vector<std::uint8_t> rgb{255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0};
  std::vector<std::uint8_t> gray(5);
  gray_row(rgb.data(), gray.data(), gray.size());
  EXPECT_EQ(gray, (std::vector<std::uint8_t>{76, 150, 29, 255, 0}));
}

TEST(Gray, ImageKeepsItsShape) {
  RgbImage rgb(7, 3);
  for (auto& sample : rgb.samples()) sample = 200;
  const GrayImage gray = to_gray(rgb);
  EXPECT_EQ(gray.width(), 7u);
  EXPECT_EQ(gray.height(), 3u);
  for (const auto sample : gray.samples()) EXPECT_EQ(sample, 200);
}

TEST(Gray, EmptyImageStaysEmpty) {
  EXPECT_TRUE(to_gray(RgbImage()).empty());
}

}  // namespace
}  // namespace heddle::image
