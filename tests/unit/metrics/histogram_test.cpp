// Percentiles against those of the sorted values.
#include "heddle/metrics/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace heddle {
namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

// Nearest rank: the smallest of the values that at least `share` of them do not exceed.
std::int64_t exact_percentile(std::vector<std::int64_t> values, double share) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

TEST(Histogram, OfNothingIsZero) {
  EXPECT_EQ(Histogram().count(), 0U);
  EXPECT_EQ(Histogram().percentile(0.5), 0);
}

TEST(Histogram, KeepsSmallValuesExactly) {
  for (std::int64_t value = 0; value < 16; ++value) {
    Histogram histogram;
    histogram.add(value);
    EXPECT_EQ(histogram.percentile(0.5), value);
  }
}

TEST(Histogram, GivesAnyValueAndAtMostAnEighthMore) {
  for (int bit = 0; bit < 63; ++bit)
    for (const std::int64_t offset : {-1, 0, 1}) {
      const std::int64_t value = std::max<std::int64_t>((std::int64_t{1} << bit) + offset, 0);
      Histogram histogram;
      histogram.add(value);
      EXPECT_GE(histogram.percentile(1), value);
      EXPECT_LE(histogram.percentile(1) - value, value / 8);
    }
}

TEST(Histogram, TakesTheLargestValueAndANegativeOne) {
  Histogram histogram;
  histogram.add(kLargest);
  EXPECT_EQ(histogram.percentile(1), kLargest);
  histogram.add(-5);
  EXPECT_EQ(histogram.percentile(0), 0);
  EXPECT_EQ(histogram.count(), 2U);
}

TEST(Histogram, AgreesWithSortingWithinAnEighth) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (const std::size_t count : {1U, 2U, 99U, 100U, 101U, 5000U}) {
    Histogram histogram;
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < count; ++i) {
      values.push_back(static_cast<std::int64_t>(random() >> (1 + random() % 60)));  // every magnitude
      histogram.add(values.back());
    }
    EXPECT_EQ(histogram.count(), count);
    for (const double share : {0.0, 0.01, 0.25, 0.5, 0.9, 0.99, 1.0}) {
      const std::int64_t exact = exact_percentile(values, share);
      EXPECT_GE(histogram.percentile(share), exact) << count << " values, share " << share;
      EXPECT_LE(histogram.percentile(share) - exact, exact / 8) << count << " values, share " << share;
    }
  }
}

TEST(Histogram, AddedToAnotherIsTheHistogramOfAllValues) {
  Histogram low, high, all;
  for (std::int64_t value = 1; value <= 1000; ++value) {
    (value <= 300 ? low : high).add(value);
    all.add(value);
  }
  low.add(high);
  EXPECT_EQ(low.count(), 1000U);
  for (const double share : {0.1, 0.3, 0.5, 0.99}) EXPECT_EQ(low.percentile(share), all.percentile(share));
}

}  // namespace
}  // namespace heddle
