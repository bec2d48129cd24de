// Tokens as words: what they hold survives, and what is no token, or no whole one, is refused in one line.
#include "sanitizers/relacy/token.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

namespace heddle::model {
namespace {

using testing::HasSubstr;

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Step step(int thread, std::string operation, std::string object) {
  Step step;
  step.thread = thread;
  step.operation = std::move(operation);
  step.object = std::move(object);
  return step;
}

// Two workers load, both store, and the main thread looks: worker 1 goes first in the second turn.
Token lost_update() {
  const std::string name = "converted";
  return {.threads = 2,
          .variant = mark_of_name("case.variant"),
          .choices = {{2, 0, 2}},
          .marks = marks_of(std::vector<Step>{step(1, "load relaxed", name), step(2, "load (stale)", name),
                                              step(2, "store relaxed", name), step(1, "store", name),
                                              step(0, "load seq_cst", name)})};
}

Token with_everything() {
  return {.mode = Mode::kShow,
          .threads = 3,
          .max_steps = 5000,
          .variant = mark_of_name("a.b"),
          .choices = {{1, 0, 7}, {1, 1, 1}, {40, 3, 0}},
          .marks = marks_of(std::vector<Step>{step(-1, "x", "")})};
}

std::string refusal(std::string_view text) {
  try {
    token_from(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

// Computed from the description in token.hpp by another program, in another language: what any compiler makes
// of an execution.
TEST(Token, IsWhatItsDescriptionSays) {
  EXPECT_EQ(text_of(lost_update()),
            "1"         // version
            "C"         // check mode, two threads
            "A1Q"       // case.variant
            "F"         // five steps
            "B"         // one choice:
            "CC"        // in turn 2, thread 2
            "7ozn6Wnn"  // the first four
            "4sL"       // all five
            "jXo4");
  EXPECT_EQ(text_of(with_everything()),
            "1"
            "V"    // show mode, three threads, another bound of steps than usual:
            "o8E"  // 8 + 28 * 32 + 4 * 1,024 = 5,000
            "ll9"
            "B"    // one step
            "D"    // three choices:
            "BH"   // in turn 1, thread 7
            "AJ"   // in the same turn, as the first value 1
            "nBY"  // 7 + 1 * 32 = 39 turns later, as the third value 0
            "Hw4"
            "XHoT");
}

TEST(Token, ReadsWhatItWrites) {
  for (const Token& token : {lost_update(), with_everything(), Token{}})
    EXPECT_EQ(token_from(text_of(token)), token) << text_of(token);
}

Token random_token(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t end) { return random() % end; };
  Token token{.mode = below(2) == 0 ? Mode::kCheck : Mode::kShow,
              .threads = static_cast<int>(1 + below(8)),
              .max_steps = 1 + below(Token::kMostSteps),
              .variant = static_cast<std::uint32_t>(below(1 << 18)),
              .choices = {},
              .marks = {}};
  std::uint64_t turn = 0;
  std::uint64_t question = 0;
  for (std::uint64_t left = below(20); left > 0; --left) {
    const std::uint64_t on = below(50);
    question = on == 0 ? question + 1 + below(3) : below(10);
    turn += on;
    token.choices.push_back({turn, question, static_cast<std::uint8_t>(below(8))});
  }
  token.marks.steps = below(2) == 0 ? below(60) : below(Token::kMostSteps);
  for (std::uint64_t left = Marks::count(token.marks.steps); left > 0; --left)
    token.marks.each.push_back(static_cast<std::uint16_t>(below(1U << Marks::bits(token.marks.steps))));
  token.marks.whole = static_cast<std::uint32_t>(below(1 << 18));
  return token;
}

TEST(Token, OfAnyContentsReadsWhatItWritesInCharactersThatNeedNoQuotes) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int i = 0; i < 3000; ++i) {
    const Token token = random_token(random);
    const std::string text = text_of(token);
    ASSERT_EQ(token_from(text), token) << text;
    ASSERT_EQ(text.find_first_not_of(kAlphabet), std::string::npos) << text;
    ASSERT_EQ(text[0], '1') << "or it might be taken for an option";
  }
}

TEST(Token, OfANewerVersionIsRefused) {
  std::string text = text_of(lost_update());
  text[0] = '2';
  EXPECT_EQ(refusal(text),
            "the replay token is of version 2, and this heddle reads version 1 at most; use a newer heddle");
}

TEST(Token, ThatIsCutAnywhereIsRefused) {
  const std::string text = text_of(lost_update());
  for (std::size_t length = 2; length < text.size(); ++length)
    EXPECT_EQ(refusal(text.substr(0, length)),
              "the replay token is incomplete or mistyped; copy it again, all of it")
        << length;
  EXPECT_NE(refusal(text.substr(0, 1)), "");
  EXPECT_EQ(refusal(""), "the replay token is empty");
}

TEST(Token, WithAnyOneCharacterThatIsWrongIsRefused) {
  const std::string text = text_of(with_everything());
  for (std::size_t at = 1; at < text.size(); ++at)
    for (const char c : kAlphabet) {
      if (c == text[at]) continue;
      std::string wrong = text;
      wrong[at] = c;
      EXPECT_THAT(refusal(wrong), HasSubstr("incomplete or mistyped")) << wrong;
    }
}

TEST(Token, WithTwoNeighboursExchangedIsRefused) {
  const std::string text = text_of(with_everything());
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    std::string wrong = text;
    std::swap(wrong[at], wrong[at + 1]);
    if (wrong != text) {
      EXPECT_THAT(refusal(wrong), HasSubstr("incomplete or mistyped")) << wrong;
    }
  }
}

TEST(Token, WithMoreBehindItIsRefused) {
  const std::string text = text_of(lost_update());
  EXPECT_NE(refusal(text + "A"), "");
  EXPECT_NE(refusal(text + text), "");
}

TEST(Token, WithCharactersThatNoneHasIsRefusedWithTheFirstOfThem) {
  const std::string text = text_of(lost_update());
  EXPECT_EQ(refusal(text + "\n"),
            "the replay token has '\\x0a' at character 25, which no token has; copy it again");
  EXPECT_EQ(refusal("1 " + text),
            "the replay token has ' ' at character 2, which no token has; copy it again");
  EXPECT_THAT(refusal("\xc3\xa9"), HasSubstr("has '\xc3\xa9' at character 1"));
}

TEST(Token, OfOtherProgramsIsRefused) {
  for (const char* const text : {"A", "x1y2", "-1", "_", "0", "main", "deadbeef"})
    EXPECT_EQ(refusal(text), "the replay token is none that heddle has made; copy it from a verdict");
}

// With the checksum right, so that everything behind it is looked at.
TEST(Token, WhoseContentsAreNonsenseIsRefused) {
  EXPECT_THAT(refusal(text_of({.max_steps = 0})), HasSubstr("none that heddle has made"));
  EXPECT_THAT(refusal(text_of({.max_steps = Token::kMostSteps + 1})), HasSubstr("none that heddle has made"));
  EXPECT_THAT(refusal(text_of({.choices = {{3, 0, 1}, {3, 0, 2}}})), HasSubstr("none that heddle has made"));
  EXPECT_THAT(refusal(text_of({.choices = {{3, 1, 1}, {3, 0, 2}}})), HasSubstr("none that heddle has made"));
  EXPECT_THAT(refusal(text_of({.choices = {{Token::kMostSteps + 1, 0, 1}}})),
              HasSubstr("none that heddle has made"));
  Token token = lost_update();
  token.marks.each.pop_back();
  EXPECT_THAT(refusal(text_of(token)), HasSubstr("none that heddle has made"));
  token.marks.each.assign(7, 0);
  EXPECT_THAT(refusal(text_of(token)), HasSubstr("none that heddle has made"));
  token = lost_update();
  token.marks.steps = 1ULL << 60;
  EXPECT_THAT(refusal(text_of(token)), HasSubstr("none that heddle has made"));
}

TEST(Token, OfNoiseIsRefusedAndHurtsNobody) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    std::string noise = i % 2 == 0 ? "1" : "";
    const bool is_any_byte = i % 4 < 2;
    for (std::uint64_t left = random() % 80; left > 0; --left)
      noise += is_any_byte ? static_cast<char>(random()) : kAlphabet[random() % kAlphabet.size()];
    // One in 16 million has the right checksum by chance, and may be a token: that is no failure.
    const std::string said = refusal(noise);
    EXPECT_EQ(said.find('\n'), std::string::npos);
  }
}

TEST(Token, WithBitsFlippedIsRefused) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int i = 0; i < 5'000; ++i) {
    std::string text = text_of(random_token(random));
    text[1 + random() % (text.size() - 1)] ^= static_cast<char>(1U << (random() % 8));
    EXPECT_NE(refusal(text), "") << text;
  }
}

}  // namespace
}  // namespace heddle::model
