// Tests that are to fail, or to pass, for fail_on_report_test.cpp to look at.
#include <gtest/gtest.h>

#include "races.hpp"

namespace heddle {
namespace {

TEST(Unexpected, Report) {
  for (int i = 0; i < 20; ++i) test::race();
}

TEST(Unexpected, ManyReports) {
  for (int i = 0; i < 100; ++i) test::lock_in_both_orders();
}

TEST(Expected, Silence) {
  test::at_once([] {}, [] {});
}

class BetweenTests : public testing::Test {
 protected:
  static void TearDownTestSuite() { test::lock_in_both_orders(); }
};
TEST_F(BetweenTests, Report) {}

}  // namespace
}  // namespace heddle
