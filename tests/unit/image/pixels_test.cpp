// The owner of pixels: moving, sharing out rows, refusing sizes that overflow.
#include "heddle/image/pixels.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <type_traits>

namespace heddle::image {
namespace {

static_assert(!std::is_copy_constructible_v<RgbImage>);
static_assert(std::is_nothrow_move_constructible_v<RgbImage> && std::is_nothrow_move_assignable_v<RgbImage>);

TEST(Pixels, RowsFollowEachOtherWithoutPadding) {
  RgbImage image(5, 3);
  EXPECT_EQ(image.samples().size(), 45u);
  EXPECT_EQ(image.row(0).data(), image.data());
  EXPECT_EQ(image.row(2).data(), image.data() + 30);
  EXPECT_EQ(image.row(2).size(), 15u);
}

TEST(Pixels, MovedFromImageIsEmpty) {
  GrayImage a(4, 4);
  const auto* buffer = a.data();
  GrayImage b(std::move(a));
  EXPECT_EQ(b.data(), buffer);
  EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move): this is what is tested
  GrayImage c(1, 1);
  c = std::move(b);
  EXPECT_EQ(c.data(), buffer);
  EXPECT_EQ(c.pixels(), 16u);
}

TEST(Pixels, SizeThatOverflowsIsRefused) {
  constexpr std::size_t kHuge = std::numeric_limits<std::size_t>::max() / 2;
  EXPECT_THROW(RgbImage(kHuge, 3), std::bad_alloc);
  EXPECT_THROW(RgbImage(3, kHuge), std::bad_alloc);
}

}  // namespace
}  // namespace heddle::image
