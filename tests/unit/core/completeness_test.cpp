// How much was looked at, in words that promise no more.
#include "heddle/core/completeness.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <limits>

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Complete, CountsTheExecutions) {
  EXPECT_EQ(complete_in_words(2'520, true), "complete: all 2,520 inequivalent executions explored");
  EXPECT_EQ(complete_in_words(27'328, false), "complete: all 27,328 executions explored");
}

TEST(Complete, OfOneSaysSo) {
  EXPECT_EQ(complete_in_words(1, true), "complete: every execution is equivalent to the one explored");
  EXPECT_EQ(complete_in_words(1, false), "complete: the only execution explored");
}

TEST(Progress, IsToldToOneFigure) {
  EXPECT_EQ(progress_in_words(1'000, 0.0347),
            "about 3 % explored, by a rough estimate: some 30,000 executions are left");
  EXPECT_EQ(progress_in_words(1'000, 0.5),
            "about 50 % explored, by a rough estimate: some 1,000 executions are left");
  EXPECT_THAT(progress_in_words(1'000, 0.347), HasSubstr("about 30 % explored"));
  EXPECT_THAT(progress_in_words(1'000, 0.01), HasSubstr("about 1 % explored"));
  EXPECT_THAT(progress_in_words(1'000, 0.0096), HasSubstr("about 1 % explored"));
  EXPECT_THAT(progress_in_words(1'000, 0.00347), HasSubstr("about 0.3 % explored"));
  EXPECT_THAT(progress_in_words(1'000, 0.000012), HasSubstr("about 0.001 % explored"));
}

TEST(Progress, IsNeverAllOrNothing) {
  for (const double explored : {0.96, 0.999, 1.0}) {
    EXPECT_THAT(progress_in_words(1'000, explored), HasSubstr("about 9")) << explored;
    EXPECT_THAT(progress_in_words(1'000, explored), Not(HasSubstr("100 %"))) << explored;
  }
  EXPECT_EQ(progress_in_words(99, 0.99),
            "about 99 % explored, by a rough estimate: some 1 execution is left");
  for (const double explored : {0.0, 1e-6, 1e-300, -1.0, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_EQ(progress_in_words(1'000, explored), "less than 0.001 % explored, by a rough estimate")
        << explored;
}

TEST(Progress, TellsNoNumberBeyondAllMeaning) {
  EXPECT_THAT(progress_in_words(std::numeric_limits<std::uint64_t>::max(), 0.0001), Not(HasSubstr("left")));
  EXPECT_THAT(progress_in_words(0, 0.5), Not(HasSubstr("left")));
}

}  // namespace
}  // namespace heddle
