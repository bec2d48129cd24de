// The pictures for those who have none: readable, varied and always the same.
#include "heddle/image/sample_pictures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "heddle/image/load.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::image {
namespace {

using namespace test;

TEST(SamplePictures, AreReadableAndOfTheSizeAskedFor) {
  const TemporaryFolder folder;
  const auto files = write_sample_pictures(folder / "made/here", 9, 65, 43);
  ASSERT_EQ(files.size(), 9u);
  for (const auto& file : files) {
    EXPECT_TRUE(looks_like_image(file)) << file;
    const RgbImage image = load(file);
    EXPECT_EQ(image.width(), 65u);
    EXPECT_EQ(image.height(), 43u);
  }
}

TEST(SamplePictures, AreTheSameEachTime) {
  const TemporaryFolder folder;
  const auto first = write_sample_pictures(folder / "a", 5, 64, 48);
  const auto second = write_sample_pictures(folder / "b", 5, 64, 48);
  for (std::size_t i = 0; i < first.size(); ++i)
    EXPECT_EQ(read_bytes(first[i]), read_bytes(second[i])) << first[i];
}

TEST(SamplePictures, DifferFromEachOtherInNameAndContent) {
  const TemporaryFolder folder;
  std::set<std::string> stems;
  std::set<std::string> contents;
  std::set<std::string> extensions;
  for (const auto& file : write_sample_pictures(folder.path(), 20, 32, 24)) {
    stems.insert(file.stem());
    extensions.insert(file.extension());
    contents.insert(read_bytes(file));
  }
  EXPECT_EQ(stems.size(), 20u);  // also without their extensions, so that outputs do not collide
  EXPECT_EQ(contents.size(), 20u);
  EXPECT_THAT(extensions, testing::UnorderedElementsAre(".jpg", ".png", ".bmp", ".ppm"));
  EXPECT_TRUE(std::ranges::any_of(stems, [](const auto& s) { return s.find(' ') != s.npos; }));
  EXPECT_TRUE(std::ranges::any_of(stems, [](const auto& s) { return s.find('\xc3') != s.npos; }));
}

TEST(SamplePictures, SmallestSizeWorks) {
  const TemporaryFolder folder;
  EXPECT_EQ(load(write_sample_pictures(folder.path(), 1, 1, 1).at(0)).pixels(), 1u);
}

TEST(SamplePictures, SizesOutOfRangeAreRefused) {
  const TemporaryFolder folder;
  EXPECT_THROW(write_sample_pictures(folder.path(), 1, 0, 10), ImageError);
  EXPECT_THROW(write_sample_pictures(folder.path(), 1, 10, 16385), ImageError);
  EXPECT_EQ(folder.files(), 0);
}

TEST(SamplePictures, FolderThatCannotBeMadeIsNamed) {
  EXPECT_THROW(write_sample_pictures("/dev/null/pictures", 1, 8, 8), ImageError);
}

}  // namespace
}  // namespace heddle::image
