// What is left of a compiler's words.
#include "heddle/exercise/compiler_words.hpp"

#include <gmock/gmock.h>

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kSubmission = "/clone/tests/exercises/03_torn_line/logger.hpp";

std::string words_of(const std::string& said) {
  return first_error(said, "/clone", kSubmission);
}

TEST(FirstError, IsToldWithItsPlaceRelativeToTheSubmission) {
  EXPECT_EQ(words_of("In file included from /clone/build/tsan.cpp:1:\n"
                     "/clone/tests/exercises/03_torn_line/logger.hpp:17:5: error: no member named 'raed'\n"
                     "   17 |   raed();\n"
                     "1 error generated.\n"),
            "logger.hpp:17:5: error: no member named 'raed'\n   17 |   raed();\n");
}

TEST(FirstError, KeepsTheNotesAboutTheSubmissionAlone) {
  const std::string words = words_of(
      "/clone/tests/exercises/03_torn_line/logger.hpp:13:12: error: no default constructor\n"
      "/clone/tests/exercises/03_torn_line/logger.hpp:25:1: note: it is declared here\n"
      "/clone/tests/exercises/03_torn_line/scenarios.hpp:9:2: note: in instantiation of it\n"
      "/clone/lib/heddle/core/variant.hpp:111:15: note: in instantiation of that\n");
  EXPECT_THAT(words, HasSubstr("logger.hpp:25:1: note: it is declared here\n"));
  EXPECT_THAT(words, Not(HasSubstr("instantiation")));
}

TEST(FirstError, OfAnErrorInAHeaderTellsWhereTheSubmissionAskedForIt) {
  const std::string words = words_of(
      "/usr/include/c++/12/bits/stl_construct.h:115:4: error: no matching function\n"
      "  115 | construct\n"
      "/usr/include/c++/12/bits/stl_vector.h:9:2: note: in instantiation of it\n"
      "    9 | not this\n"
      "/clone/tests/exercises/03_torn_line/logger.hpp:13:12: note: requested here\n"
      "   13 | auto b = a;\n");
  EXPECT_THAT(words,
              HasSubstr("115 | construct\nlogger.hpp:13:12: note: requested here\n   13 | auto b = a;\n"));
}

TEST(FirstError, EndsWhereTheNextOneBegins) {
  const std::string words = words_of(
      "logger.hpp:1:1: error: the first\n"
      "In file included from /clone/build/tsan.cpp:1:\n"
      "logger.hpp:2:1: error: the second\n");
  EXPECT_EQ(words, "logger.hpp:1:1: error: the first\n");
}

TEST(FirstError, WithoutOneTheBeginningIsTold) {
  EXPECT_THAT(words_of("clang: it is no good day\n"), HasSubstr("it is no good day"));
}

}  // namespace
}  // namespace heddle
