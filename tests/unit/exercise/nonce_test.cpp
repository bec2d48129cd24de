// An answer counts only between the two lines of the nonce.
#include "heddle/exercise/nonce.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

namespace heddle {
namespace {

TEST(Nonce, IsAnotherOneEachTime) {
  EXPECT_NE(Nonce().text(), Nonce().text());
}

TEST(Nonce, HasTheAnswerBetweenItsLines) {
  const Nonce nonce;
  const std::string begin = nonce.text() + " begins\n";
  const std::string end = nonce.text() + " ends\n";
  EXPECT_EQ(nonce.answer_in(begin + "{}\n" + end), "{}\n");
  EXPECT_EQ(nonce.answer_in(begin + end), "");
}

TEST(Nonce, TakesNoAnswerWithoutBothOfThem) {
  const Nonce nonce;
  const Nonce other;
  const std::string begin = nonce.text() + " begins\n";
  const std::string end = nonce.text() + " ends\n";
  const auto joined = [](std::initializer_list<std::string> parts) {
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
  };
  for (const std::string& printed :
       {std::string(), begin, end, joined({begin, "{}"}), joined({"{}\n", end}), joined({"x", begin, end}),
        joined({begin, "{}\n", end, "x"}), joined({begin, "{}\n", other.text(), " ends\n"}),
        joined({other.text(), " begins\n{}\n", end})})
    EXPECT_FALSE(nonce.answer_in(printed)) << printed;
  EXPECT_TRUE(nonce.begins(begin + "and died"));
  EXPECT_FALSE(nonce.begins("said something\n" + begin));
}

}  // namespace
}  // namespace heddle
