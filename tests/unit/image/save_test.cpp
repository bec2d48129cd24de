// What is saved is what other programs read, and the observer hears of each row.
#include "heddle/image/save.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "encoded.hpp"
#include "heddle/image/load.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::image {
namespace {

using namespace test;

GrayImage gradient(std::size_t width, std::size_t height) {
  GrayImage gray(width, height);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) gray.row(y)[x] = static_cast<std::uint8_t>(3 * x + 5 * y);
  }
  return gray;
}

std::vector<std::uint8_t> samples_of(const GrayImage& image) {
  return {image.samples().begin(), image.samples().end()};
}

TEST(Png, RoundTripKeepsEveryPixel) {
  const TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 50}, {50, 1}, {333, 77}}) {
    const GrayImage gray = gradient(static_cast<std::size_t>(width), static_cast<std::size_t>(height));
    save(gray, folder / "out.png", Format::kPng);
    std::size_t read_width = 0;
    std::size_t read_height = 0;
    EXPECT_EQ(png_gray_samples(read_bytes(folder / "out.png"), &read_width, &read_height), samples_of(gray));
    EXPECT_EQ(read_width, gray.width());
    EXPECT_EQ(read_height, gray.height());
  }
}

TEST(Pgm, IsTheHeaderAndThePixels) {
  const TemporaryFolder folder;
  GrayImage gray(3, 2);
  for (std::size_t i = 0; i < 6; ++i) gray.samples()[i] = static_cast<std::uint8_t>('a' + i);
  save(gray, folder / "out.pgm", Format::kPgm);
  EXPECT_EQ(read_bytes(folder / "out.pgm"), "P5\n3 2\n255\nabcdef");
}

TEST(Bmp, IsHeaderPaletteAndPaddedRowsFromTheBottom) {
  const TemporaryFolder folder;
  GrayImage gray(3, 2);
  for (std::size_t i = 0; i < 6; ++i) gray.samples()[i] = static_cast<std::uint8_t>('a' + i);
  save(gray, folder / "out.bmp", Format::kBmp);
  const std::string file = read_bytes(folder / "out.bmp");
  ASSERT_EQ(file.size(), 14u + 40u + 1024u + 8u);
  EXPECT_EQ(file.substr(0, 2), "BM");
  EXPECT_EQ(file.substr(10, 4), std::string("\x36\x04\0\0", 4));  // pixels start at 1078
  EXPECT_EQ(file.substr(54 + 4 * 200, 4), std::string("\xc8\xc8\xc8\0", 4));
  EXPECT_EQ(file.substr(1078), std::string("def\0abc\0", 8));
}

TEST(Bmp, RoundTripKeepsEveryPixel) {
  const TemporaryFolder folder;
  const GrayImage gray = gradient(33, 17);
  save(gray, folder / "out.bmp", Format::kBmp);
  const RgbImage read = load(folder / "out.bmp");
  ASSERT_EQ(read.pixels(), gray.pixels());
  for (std::size_t i = 0; i < gray.pixels(); ++i) {
    ASSERT_EQ(read.samples()[3 * i], gray.samples()[i]);
    ASSERT_EQ(read.samples()[3 * i + 2], gray.samples()[i]);
  }
}

TEST(Jpg, IsCloseToThePixels) {
  const TemporaryFolder folder;
  GrayImage gray(64, 48);
  for (std::size_t y = 0; y < 48; ++y) {
    for (std::size_t x = 0; x < 64; ++x) gray.row(y)[x] = static_cast<std::uint8_t>(2 * x + 2 * y);
  }
  save(gray, folder / "out.jpg", Format::kJpg);
  const RgbImage read = load(folder / "out.jpg");
  ASSERT_EQ(read.pixels(), gray.pixels());
  for (std::size_t i = 0; i < gray.pixels(); ++i) {
    ASSERT_LE(std::abs(int{read.samples()[3 * i]} - int{gray.samples()[i]}), 8) << "pixel " << i;
  }
}

class EveryFormat : public testing::TestWithParam<Format> {};
INSTANTIATE_TEST_SUITE_P(Save, EveryFormat, testing::ValuesIn(kFormats),
                         [](const auto& test) { return std::string(name(test.param)); });

TEST_P(EveryFormat, ObserverHearsOfEachRowOnceAndInOrder) {
  const TemporaryFolder folder;
  std::vector<std::size_t> heard;
  save(gradient(20, 300), folder / "out", GetParam(), [&](std::size_t row) { heard.push_back(row); });
  std::vector<std::size_t> expected(300);
  for (std::size_t i = 0; i < expected.size(); ++i) expected[i] = i;
  EXPECT_EQ(heard, expected);
}

TEST_P(EveryFormat, ReturnsTheSizeOfTheFileAndLeavesNothingElse) {
  const TemporaryFolder folder;
  const auto bytes = save(gradient(500, 400), folder / "out", GetParam());
  EXPECT_EQ(bytes, std::filesystem::file_size(folder / "out"));
  EXPECT_EQ(folder.files(), 1);
}

TEST_P(EveryFormat, SameImageMakesTheSameBytes) {
  const TemporaryFolder folder;
  save(gradient(100, 90), folder / "a", GetParam());
  save(gradient(100, 90), folder / "b", GetParam());
  EXPECT_EQ(read_bytes(folder / "a"), read_bytes(folder / "b"));
}

TEST_P(EveryFormat, ManyThreadsMaySaveTheSameNameAtOnce) {
  const TemporaryFolder folder;
  const GrayImage gray = gradient(100, 90);
  save(gray, folder / "alone", GetParam());
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 10; ++round) save(gray, folder / "shared", GetParam());
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(read_bytes(folder / "shared"), read_bytes(folder / "alone"));
  EXPECT_EQ(folder.files(), 2);
}

TEST(FormatNames, AreParsedInAnyCase) {
  EXPECT_EQ(parse_format("png"), Format::kPng);
  EXPECT_EQ(parse_format("JPG"), Format::kJpg);
  EXPECT_EQ(parse_format("Jpeg"), Format::kJpg);
  EXPECT_EQ(parse_format("bmp"), Format::kBmp);
  EXPECT_EQ(parse_format("pgm"), Format::kPgm);
  EXPECT_EQ(parse_format("gif"), std::nullopt);
  EXPECT_EQ(parse_format(""), std::nullopt);
  EXPECT_EQ(parse_format("pngg"), std::nullopt);
}

TEST(FormatNames, PrintAndParseAgree) {
  for (const Format format : kFormats) {
    EXPECT_EQ(parse_format(name(format)), format);
    EXPECT_EQ(extension(format), "." + std::string(name(format)));
  }
}

}  // namespace
}  // namespace heddle::image
