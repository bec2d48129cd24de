// Which part of a search somebody asks for.
#include "heddle/core/shard.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Shard, IsNamedByItsNumberAndHowManyThereAre) {
  for (const auto& [text, index, count] :
       {std::tuple{"1/1", 1, 1}, {"2/4", 2, 4}, {"1000/1000", 1'000, 1'000}}) {
    const Shard shard = shard_from(text);
    EXPECT_EQ(shard.index, index);
    EXPECT_EQ(shard.count, count);
  }
  EXPECT_EQ(words_for(Shard{2, 4}), "part 2 of 4");
}

TEST(Shard, EverythingElseIsRefusedInOneLine) {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"",
                                      "/",
                                      "1",
                                      "1/",
                                      "/4",
                                      "0/4",
                                      "5/4",
                                      "-1/4",
                                      "1/-4",
                                      "+1/4",
                                      " 1/4",
                                      "1/4 ",
                                      "1 /4",
                                      "1/4/4",
                                      "1:4",
                                      "a/b",
                                      "0x1/4",
                                      "1.0/4",
                                      "1/0",
                                      "0/0",
                                      "1/1001",
                                      "1/99999999999999999999",
                                      "99999999999999999999/4",
                                      "1/4\n",
                                      "\x1b[31m"}) {
    try {
      shard_from(text);
      ADD_FAILURE() << "'" << text << "' was taken";
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(),
                  AllOf(HasSubstr("is not I/N, as in 2/4"), Not(HasSubstr("\n")), Not(HasSubstr("\x1b"))))
          << text;
    }
  }
  EXPECT_THROW(shard_from("1/4\0"sv), std::invalid_argument);
}

}  // namespace
}  // namespace heddle
