// What clang says, taken apart. The texts are clang's own.
#include "sanitizers/static/diagnostic.hpp"

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Diagnostics, OfAWarningAreItsPlaceMessageAndGroup) {
  const auto found = diagnostics_in(
      "In file included from <stdin>:1:\n"
      "/src/a.hpp:35:19: warning: reading variable 'images_' requires holding mutex 'count_mutex_' "
      "[-Wthread-safety-analysis]\n"
      "/src/variant.hpp:92:44: note: in instantiation of member function 'Racy::thread' requested here\n"
      "1 warning generated.\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].file, "/src/a.hpp");
  EXPECT_EQ(found[0].line, 35);
  EXPECT_FALSE(found[0].is_error);
  EXPECT_EQ(found[0].message, "reading variable 'images_' requires holding mutex 'count_mutex_'");
  EXPECT_EQ(found[0].group, "thread-safety-analysis");
}

TEST(Diagnostics, KeepAPathWithColonsAndBlanks) {
  const auto found = diagnostics_in("/a b:1:2/c.hpp:7:1: warning: x [-Wy]\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].file, "/a b:1:2/c.hpp");
  EXPECT_EQ(found[0].line, 7);
}

TEST(Diagnostics, OfAnErrorAreItsPlaceAndMessage) {
  const auto found = diagnostics_in("/a.hpp:7:1: error: use of undeclared identifier 'x'\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].is_error);
  EXPECT_EQ(found[0].file, "/a.hpp");
  EXPECT_EQ(found[0].line, 7);
  EXPECT_EQ(found[0].message, "use of undeclared identifier 'x'");
  EXPECT_EQ(found[0].group, "");
}

TEST(Diagnostics, OfAFatalErrorAreItsPlaceAndMessage) {
  const auto found = diagnostics_in("<stdin>:1:10: fatal error: 'x.hpp' file not found\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].is_error);
  EXPECT_EQ(found[0].file, "<stdin>");
  EXPECT_EQ(found[0].line, 1);
  EXPECT_EQ(found[0].message, "'x.hpp' file not found");
}

TEST(Diagnostics, OfAnErrorWithoutAPlaceAreItsMessage) {
  const auto found = diagnostics_in("clang: error: unknown argument: '-fx'");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].is_error);
  EXPECT_EQ(found[0].line, 0);
  EXPECT_EQ(found[0].message, "unknown argument: '-fx'");
}

TEST(Diagnostics, OfNothingAreNone) {
  EXPECT_TRUE(diagnostics_in("").empty());
  EXPECT_TRUE(diagnostics_in("\n\n2 warnings generated.\n").empty());
}

}  // namespace
}  // namespace heddle
