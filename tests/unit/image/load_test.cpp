// Whole files are read right, whatever their format, depth and alpha.
#include "heddle/image/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "encoded.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::image {
namespace {

using namespace test;

constexpr std::size_t kWidth = 37;
constexpr std::size_t kHeight = 23;

std::vector<std::uint8_t> samples_of(const RgbImage& image) {
  return {image.samples().begin(), image.samples().end()};
}

RgbImage decode(const std::string& file) {
  return load_from_memory(bytes_of(file), "test");
}

double mean_difference(const RgbImage& image, const std::vector<std::uint8_t>& expected) {
  double sum = 0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    sum += std::abs(int{image.samples()[i]} - int{expected[i]});
  return sum / static_cast<double>(expected.size());
}

TEST(Load, LosslessFormatsKeepEverySample) {
  const auto rgb = rgb_samples(kWidth, kHeight);
  for (const auto& file :
       {png_file(kWidth, kHeight, PNG_COLOR_TYPE_RGB, 8, rgb), ppm_file(kWidth, kHeight, rgb),
        bmp_file(kWidth, kHeight, rgb), tga_file(kWidth, kHeight, rgb)}) {
    const RgbImage image = decode(file);
    EXPECT_EQ(image.width(), kWidth);
    EXPECT_EQ(image.height(), kHeight);
    EXPECT_EQ(samples_of(image), rgb) << "file starts with " << testing::PrintToString(file.substr(0, 4));
  }
}

TEST(Load, JpegIsCloseToWhatWasEncoded) {
  const auto rgb = rgb_samples(kWidth, kHeight);
  for (const bool progressive : {false, true}) {
    const RgbImage image = decode(jpeg_file(kWidth, kHeight, 3, rgb, progressive));
    ASSERT_EQ(image.samples().size(), rgb.size());
    EXPECT_LT(mean_difference(image, rgb), 4) << (progressive ? "progressive" : "baseline");
  }
}

TEST(Load, GrayJpegBecomesRgb) {
  const std::vector<std::uint8_t> gray(kWidth * kHeight, 90);
  const RgbImage image = decode(jpeg_file(kWidth, kHeight, 1, gray));
  EXPECT_EQ(samples_of(image), std::vector<std::uint8_t>(3 * kWidth * kHeight, 90));
}

TEST(Load, CmykJpegIsReadToo) {
  const std::vector<std::uint8_t> no_ink(4 * kWidth * kHeight, 255);
  const RgbImage image = decode(jpeg_file(kWidth, kHeight, 4, no_ink));
  EXPECT_EQ(samples_of(image), std::vector<std::uint8_t>(3 * kWidth * kHeight, 255));
}

TEST(Load, AlphaIsIgnoredAndNotBlended) {
  // A pixel that is fully transparent keeps its colour.
  const RgbImage image =
      decode(png_file(2, 1, PNG_COLOR_TYPE_RGB_ALPHA, 8, {10, 20, 30, 0, 40, 50, 60, 255}));
  EXPECT_THAT(samples_of(image), testing::ElementsAre(10, 20, 30, 40, 50, 60));
}

TEST(Load, SixteenBitsKeepTheirHighByte) {
  const RgbImage image = decode(png_file(2, 1, PNG_COLOR_TYPE_GRAY, 16, {0x12, 0xff, 0xfe, 0x00}));
  EXPECT_THAT(samples_of(image), testing::ElementsAre(0x12, 0x12, 0x12, 0xfe, 0xfe, 0xfe));
}

TEST(Load, PnmIsScaledByItsLargestSample) {
  EXPECT_THAT(samples_of(decode(std::string("P5 # gray\n2 1 # size\n\n100\n") + '\0' + "\x32")),
              testing::ElementsAre(0, 0, 0, 128, 128, 128));
  // 16 bits, the high byte first: 0x00ff of 0xffff is 1 in 255, 0x8000 is 128.
  EXPECT_THAT(samples_of(decode(std::string("P6\n1 1\n65535\n\x00\xff\x80\x00\xff\xff", 19))),
              testing::ElementsAre(1, 128, 255));
}

TEST(Load, BmpMayBeginWithItsTopRow) {
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < 3 * 4 * 3; ++i) pixels.push_back(static_cast<std::uint8_t>(7 * i));
  const auto with_rows_in_order = [](std::string bmp, std::int32_t height) {  // BITMAPINFOHEADER: at byte 22
    for (int byte = 0; byte < 4; ++byte)
      bmp[static_cast<std::size_t>(22 + byte)] =
          static_cast<char>(static_cast<std::uint32_t>(height) >> (8 * byte));
    return bmp;
  };
  const std::string bottom_up = bmp_file(4, 3, pixels);
  const RgbImage upside_down = decode(with_rows_in_order(bottom_up, -3));
  const RgbImage upright = decode(with_rows_in_order(bottom_up, 3));
  ASSERT_EQ(upside_down.height(), 3u);
  for (std::size_t y = 0; y < 3; ++y)
    EXPECT_TRUE(std::ranges::equal(upside_down.row(y), upright.row(2 - y))) << "row " << y;
}

TEST(Load, FileAndMemoryAgree) {
  const TemporaryFolder folder;
  const auto file = png_file(kWidth, kHeight, PNG_COLOR_TYPE_RGB, 8, rgb_samples(kWidth, kHeight));
  write_bytes(folder / "picture", file);
  EXPECT_EQ(samples_of(load(folder / "picture")), samples_of(decode(file)));
}

TEST(LooksLikeImage, GoesByExtensionThenBySignature) {
  const TemporaryFolder folder;
  const auto png = png_header_only(1, 1);
  write_bytes(folder / "A.JPG", "not really");
  write_bytes(folder / "no extension", png);
  write_bytes(folder / "photo.backup", jpeg_file(1, 1, 1, {0}));
  write_bytes(folder / "BMW.txt", "BMW and P5 are words, too");
  write_bytes(folder / "empty", "");
  std::filesystem::create_directory(folder / "folder.png");
  std::filesystem::create_symlink(folder / "no extension", folder / "link");
  std::filesystem::create_symlink(folder / "nowhere", folder / "dangling.png");
  EXPECT_TRUE(looks_like_image(folder / "A.JPG"));
  EXPECT_TRUE(looks_like_image(folder / "no extension"));
  EXPECT_TRUE(looks_like_image(folder / "photo.backup"));
  EXPECT_TRUE(looks_like_image(folder / "link"));
  EXPECT_FALSE(looks_like_image(folder / "BMW.txt"));
  EXPECT_FALSE(looks_like_image(folder / "empty"));
  EXPECT_FALSE(looks_like_image(folder / "folder.png"));
  EXPECT_FALSE(looks_like_image(folder / "dangling.png"));
  EXPECT_FALSE(looks_like_image(folder / "missing.png"));
}

}  // namespace
}  // namespace heddle::image
