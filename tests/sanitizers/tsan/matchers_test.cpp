// The assertions hold where they should, and their failures say what a reader needs.
#include "sanitizers/tsan/matchers.hpp"

#include <gmock/gmock.h>

#include <mutex>

#include "races.hpp"

namespace heddle::tsan {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(TsanMatchers, ARaceIsReportedOnItsLine) {
  EXPECT_TRUE(reported(
      AllOf(IsDataRace(), HasLine("races.hpp", test::kLineOfTheWrite), HasFunction("write_it"), HasWrite()),
      test::race));
}

TEST(TsanMatchers, ALockOrderInversionIsReported) {
  EXPECT_TRUE(reported(IsLockOrderInversion(), test::lock_in_both_orders));
}

TEST(TsanMatchers, WhatIsNotReportedFailsWithTheChanceOfMissingIt) {
  const auto result = reported(IsDataRace(), [] {}, 7);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.message(), AllOf(HasSubstr("no report that is a report of a data race in 7 tries"),
                                      HasSubstr("p^k = "), HasSubstr("0 reports")));
}

TEST(TsanMatchers, AnotherReportThanTheExpectedIsShown) {
  const auto result = reported(IsDataRace(), test::lock_in_both_orders, 1);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.message(), HasSubstr("lock order inversion (lock-order-inversion)"));
}

TEST(TsanMatchers, AnotherLineThanTheExpectedDoesNotMatch) {
  EXPECT_FALSE(reported(HasLine("races.hpp", test::kLineOfTheWrite + 1), test::race, 2));
  EXPECT_FALSE(reported(HasRead(), test::race, 2));
}

TEST(TsanMatchers, OrderedAccessesAreSilent) {
  std::mutex mutex;
  int sum = 0;
  const auto add = [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    ++sum;
  };
  EXPECT_TRUE(silent([&] { test::at_once(add, add); }));
  EXPECT_EQ(sum, 2);
}

TEST(TsanMatchers, AReportIsNotSilence) {
  const auto result = silent(test::lock_in_both_orders);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.message(), HasSubstr("not silent: 1 report"));
}

TEST(TsanMatchers, TheChanceOfMissingARaceEachTimeIsBelowOneInABillion) {
  EXPECT_LT(chance_of_missing(kMissRate, kTries), 1e-9);
  EXPECT_THAT(words_for_chance(kTries), HasSubstr("p^k = "));
}

}  // namespace
}  // namespace heddle::tsan
