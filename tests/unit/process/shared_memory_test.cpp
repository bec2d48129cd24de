#include "heddle/process/shared_memory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <utility>

#include "forked.hpp"

namespace heddle {
namespace {

struct Point {
  Point(int x_at, int y_at) : x(x_at), y(y_at) {}
  int x;
  int y;
};

struct HoldsAPointerToFree {
  ~HoldsAPointerToFree() {}
};

static_assert(Shareable<Point> && Shareable<std::atomic<long>>);
static_assert(!Shareable<HoldsAPointerToFree>);

TEST(SharedMemory, AChildsWritesReachTheParent) {
  SharedMemory<Point> point(3, 4);
  EXPECT_EQ(point->x, 3);
  EXPECT_EQ(point->y, 4);
  EXPECT_TRUE(test::ended_well(test::run_forked([&] { point->y = 5; })));
  EXPECT_EQ(point->y, 5);
}

TEST(SharedMemory, ArrayStartsAtZeroAndReachesAcrossProcesses) {
  SharedMemory<int[]> values(10'000);
  EXPECT_EQ(values.size(), 10'000U);
  EXPECT_EQ(std::count(values.begin(), values.end(), 0), 10'000);
  EXPECT_TRUE(test::ended_well(test::run_forked([&] { values[9'999] = 7; })));
  EXPECT_EQ(values[9'999], 7);
}

TEST(SharedMemory, ArrayMayBeEmpty) {
  SharedMemory<int[]> none(0);
  EXPECT_EQ(none.size(), 0U);
  EXPECT_EQ(none.begin(), none.end());
}

TEST(SharedMemory, MovesWithItsContents) {
  SharedMemory<Point> from(1, 2);
  SharedMemory<Point> to(std::move(from));
  EXPECT_EQ(to->y, 2);
  to = SharedMemory<Point>(8, 9);
  EXPECT_EQ(to->x, 8);
}

TEST(SharedMemory, RefusesWhatDoesNotFit) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  EXPECT_THROW(SharedMemory<long[]>{kMost / 2}, std::bad_array_new_length);
  try {
    SharedMemory<char[]> too_large(kMost / 4);
    FAIL() << "no machine has that much";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::not_enough_memory);
    EXPECT_NE(std::string(error.what()).find(std::to_string(kMost / 4)), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace heddle
