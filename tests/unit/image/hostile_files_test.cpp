// What is wrong with an input ends in one ImageError that names the file and the cause.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "encoded.hpp"
#include "heddle/image/load.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::image {
namespace {

using namespace test;

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const ImageError& error) {
    return error.what();
  }
  return "no error";
}

std::string error_of_file(const std::filesystem::path& file, const LoadLimits& limits = {}) {
  return error_of([&] { load(file, limits); });
}

std::string error_of_bytes(const std::string& bytes, const LoadLimits& limits = {}) {
  return error_of([&] { load_from_memory(bytes_of(bytes), "picture", limits); });
}

struct Sample {
  const char* format;
  std::string file;
};

std::vector<Sample> samples() {
  constexpr std::size_t kWidth = 37;
  constexpr std::size_t kHeight = 23;
  const auto rgb = rgb_samples(kWidth, kHeight);
  return {{"png", png_file(kWidth, kHeight, PNG_COLOR_TYPE_RGB, 8, rgb)},
          {"jpeg", jpeg_file(kWidth, kHeight, 3, rgb)},
          {"progressive jpeg", jpeg_file(kWidth, kHeight, 3, rgb, true)},
          {"cmyk jpeg", jpeg_file(kWidth, kHeight, 4, std::vector<std::uint8_t>(4 * kWidth * kHeight, 77))},
          {"bmp", bmp_file(kWidth, kHeight, rgb)},
          {"ppm", ppm_file(kWidth, kHeight, rgb)},
          {"tga", tga_file(kWidth, kHeight, rgb)}};
}

TEST(HostileFile, MissingFileIsNamed) {
  EXPECT_EQ(error_of_file("/no/such/picture.png"),
            "/no/such/picture.png: cannot open it: No such file or directory");
}

TEST(HostileFile, FolderIsRefused) {
  const TemporaryFolder folder;
  EXPECT_THAT(error_of_file(folder.path()), HasSubstr("it is a folder"));
}

TEST(HostileFile, FifoIsRefusedWithoutWaitingForAWriter) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo.png").c_str(), 0600), 0);
  EXPECT_THAT(error_of_file(folder / "fifo.png"), HasSubstr("not a regular file"));
}

TEST(HostileFile, DeviceIsRefused) {
  EXPECT_EQ(error_of_file("/dev/zero"), "/dev/zero: it is not a regular file");
}

TEST(HostileFile, UnreadableFileIsRefused) {
  const TemporaryFolder folder;
  const auto file = folder / "secret.png";
  write_bytes(file, png_header_only(1, 1));
  ::chmod(folder.path().c_str(), 0755);
  ::chmod(file.c_str(), 0);
  EXPECT_EXIT(
      {
        if (!give_up_root()) std::_Exit(2);
        std::_Exit(error_of_file(file) == file.native() + ": cannot open it: Permission denied" ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(HostileFile, EmptyFileIsRefused) {
  const TemporaryFolder folder;
  write_bytes(folder / "empty.png", "");
  EXPECT_THAT(error_of_file(folder / "empty.png"), HasSubstr("the file is empty"));
  EXPECT_THAT(error_of_bytes(""), HasSubstr("the file is empty"));
}

TEST(HostileFile, TextIsNoImage) {
  EXPECT_EQ(error_of_bytes("Dear reader, this is a letter and not a picture."),
            "picture: not an image of a known type");
}

TEST(HostileFile, FileLimitActsBeforeReading) {
  const TemporaryFolder folder;
  write_bytes(folder / "big.png", std::string(1001, 'x'));
  EXPECT_THAT(error_of_file(folder / "big.png", {.max_file_bytes = 1000}),
              HasSubstr("has 1001 bytes, more than the limit of 1000"));
}

TEST(HostileFile, PixelLimitActsOnTheHeaderAlone) {
  EXPECT_THAT(error_of_bytes(png_header_only(60000, 60000)),
              HasSubstr("claims 60000 x 60000 pixels, more than the limit of 268435456"));
  const auto rgb = rgb_samples(8, 8);
  for (const auto& file : {png_file(8, 8, PNG_COLOR_TYPE_RGB, 8, rgb), jpeg_file(8, 8, 3, rgb),
                           ppm_file(8, 8, rgb), bmp_file(8, 8, rgb)}) {
    EXPECT_THAT(error_of_bytes(file, {.max_pixels = 63}),
                HasSubstr("claims 8 x 8 pixels, more than the limit of 63"));
    EXPECT_EQ(error_of_bytes(file, {.max_pixels = 64}), "no error");
  }
}

TEST(HostileFile, EveryTruncationIsRefused) {
  for (const auto& [format, file] : samples()) {
    for (std::size_t length = 0; length < file.size(); ++length) {
      const std::string error = error_of_bytes(file.substr(0, length));
      ASSERT_THAT(error, AllOf(StartsWith("picture: "), Not(HasSubstr("\n"))))
          << format << " cut to " << length << " of " << file.size() << " bytes";
    }
    EXPECT_EQ(error_of_bytes(file), "no error") << format;
  }
}

TEST(HostileFile, TruncationIsSaidToBeOne) {
  for (const auto& [format, file] : samples()) {
    EXPECT_EQ(error_of_bytes(file.substr(0, file.size() * 3 / 4)),
              "picture: the file ends before the image is complete")
        << format;
  }
}

TEST(HostileFile, DamagedPngIsCaughtByItsChecksums) {
  const std::string whole = samples()[0].file;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    ASSERT_NE(error_of_bytes(damaged), "no error") << "byte " << i;
  }
}

TEST(HostileFile, RandomDamageNeverDoesMoreThanFail) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const LoadLimits limits{.max_pixels = 1 << 20};
  for (const auto& [format, file] : samples()) {
    for (int round = 0; round < 300; ++round) {
      std::string damaged = file;
      for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
      try {
        const RgbImage image = load_from_memory(bytes_of(damaged), format, limits);
        ASSERT_LE(image.pixels(), limits.max_pixels);
      } catch (const ImageError& error) {
        ASSERT_THAT(error.what(), StartsWith(std::string(format) + ": "));
      }
    }
  }
}

TEST(HostileFile, PnmHeaderIsChecked) {
  EXPECT_EQ(error_of_bytes("P5\n2 2\n0\nabcd"),
            "picture: corrupt PNM: its largest sample is not from 1 to 65535");
  EXPECT_EQ(error_of_bytes("P5\n2 2\n65536\nabcd"),
            "picture: corrupt PNM: its largest sample is not from 1 to 65535");
  EXPECT_EQ(error_of_bytes("P5\n0 2\n255\nabcd"), "picture: corrupt PNM: its width or height is zero");
  EXPECT_EQ(error_of_bytes("P5\n-2 2\n255\nabcd"), "picture: corrupt PNM: its header lacks a number");
  EXPECT_EQ(error_of_bytes("P5\n99999999999 2\n255\nabcd"),
            "picture: corrupt PNM: a number in its header is too large");
  EXPECT_EQ(error_of_bytes("P6\n2 2\n255\nabcdefghijk"),
            "picture: the file ends before the image is complete");
  EXPECT_EQ(error_of_bytes("P5\n2 2\n300\nabcdefg"), "picture: the file ends before the image is complete");
}

TEST(HostileFile, JpegOfEndlessScansIsRefused) {
  // A progressive file's first scan, repeated: each costs a pass over the whole image.
  const std::string file = samples()[2].file;
  const std::size_t scan = file.find("\xff\xda");
  const std::size_t next_table = file.find("\xff\xc4", scan);
  std::string bomb = file.substr(0, scan);
  for (int i = 0; i < 501; ++i) bomb += file.substr(scan, next_table - scan);
  EXPECT_EQ(error_of_bytes(bomb + file.substr(next_table)),
            "picture: a JPEG of more than 500 scans is refused");
}

TEST(HostileFile, NameCannotBreakTheLine) {
  EXPECT_EQ(error_of([] { load_from_memory({}, "a\nb: fine\x7f\\.png"); }),
            "a\\x0ab: fine\\x7f\\.png: the file is empty");
}

}  // namespace
}  // namespace heddle::image
