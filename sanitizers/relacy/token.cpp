#include "sanitizers/relacy/token.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "heddle/core/printable.hpp"

namespace heddle::model {
namespace {

constexpr char kVersion = '1';
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr int kWideCharacters = Marks::kWholeBits / 6;  // of a mark of the whole, and of a name
constexpr int kChecksumCharacters = 4;
static_assert(kAlphabet.size() == 64 && Marks::kWholeBits % 6 == 0);
static_assert(kMaxThreads <= 8, "an answer has three bits");

std::uint32_t checksum(std::string_view text) {
  std::uint32_t sum = 0xB704CE;
  for (const char c : text) {
    sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 16;
    for (int bit = 0; bit < 8; ++bit) sum = (sum << 1) ^ ((sum & 0x800000) != 0 ? 0x1864CFB : 0);
  }
  return sum & 0xFFFFFF;
}

// ---- writing

void add(std::string& text, std::uint32_t value, int characters) {
  while (characters-- > 0) text += kAlphabet[value >> (6 * characters) & 63];
}

void add_number(std::string& text, std::uint64_t number) {
  for (; number >= 32; number >>= 5) text += kAlphabet[32 | (number & 31)];
  text += kAlphabet[number];
}

// ---- reading

[[noreturn]] void refuse(const std::string& what) {
  throw std::invalid_argument("the replay token " + what);
}
[[noreturn]] void refuse_nonsense() {
  refuse("is none that heddle has made; copy it from a verdict");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : left_(text) {}

  std::uint32_t value(int characters) {
    std::uint32_t value = 0;
    while (characters-- > 0) {
      if (left_.empty()) refuse_nonsense();
      value = value << 6 | static_cast<std::uint32_t>(kAlphabet.find(left_.front()));
      left_.remove_prefix(1);
    }
    return value;
  }
  std::uint64_t number(std::uint64_t most) {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 5) {
      const std::uint32_t bits = value(1);
      number |= static_cast<std::uint64_t>(bits & 31) << shift;
      const bool is_last = bits < 32;
      if (number > most || shift > 25 || (is_last && bits == 0 && shift > 0)) refuse_nonsense();
      if (is_last) return number;
    }
  }
  std::size_t left() const { return left_.size(); }

 private:
  std::string_view left_;
};

// The text between the version and the checksum.
std::string_view checked(std::string_view text) {
  if (text.empty()) refuse("is empty");
  const std::size_t strange = text.find_first_not_of(kAlphabet);
  if (strange != std::string_view::npos)
    refuse(
        "has '" +
        printable(text.substr(strange, std::max<std::size_t>(1, printable_character(text.substr(strange))))) +
        "' at character " + std::to_string(strange + 1) + ", which no token has; copy it again");
  if (text[0] > kVersion && text[0] <= '9')
    refuse(std::string("is of version ") + text[0] + ", and this heddle reads version " + kVersion +
           " at most; use a newer heddle");
  if (text[0] != kVersion) refuse_nonsense();
  const std::size_t end = text.size() - std::min<std::size_t>(text.size(), kChecksumCharacters);
  if (end == 0 || Reader(text.substr(end)).value(kChecksumCharacters) != checksum(text.substr(0, end)))
    refuse("is incomplete or mistyped; copy it again, all of it");
  return text.substr(1, end - 1);
}

Choices choices_from(Reader& reader) {
  constexpr std::uint64_t kMostQuestions = 1 << 20;
  Choices choices(reader.number(reader.left() / 2));
  Choice before;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::uint64_t turn = before.turn + reader.number(Token::kMostSteps);
    const std::uint64_t answer = reader.number(8 * kMostQuestions);
    choices[i] = {turn, answer / 8, static_cast<std::uint8_t>(answer % 8)};
    if (turn > Token::kMostSteps || (i > 0 && choices[i].place() <= before.place())) refuse_nonsense();
    before = choices[i];
  }
  return choices;
}

}  // namespace

std::string text_of(const Token& token) {
  std::string text{kVersion};
  const bool is_usual = token.max_steps == kUsualMaxSteps;
  add_number(text, (token.mode == Mode::kShow ? 1U : 0U) | static_cast<unsigned>(token.threads - 1) << 1 |
                       (is_usual ? 0U : 16U));
  if (!is_usual) add_number(text, token.max_steps);
  add(text, token.variant, kWideCharacters);
  add_number(text, token.marks.steps);
  add_number(text, token.choices.size());
  std::uint64_t turn = 0;
  for (const Choice& choice : token.choices) {
    add_number(text, choice.turn - turn);
    add_number(text, 8 * choice.question + choice.answer);
    turn = choice.turn;
  }
  for (const std::uint16_t mark : token.marks.each) add(text, mark, Marks::bits(token.marks.steps) / 6);
  add(text, token.marks.whole, kWideCharacters);
  add(text, checksum(text), kChecksumCharacters);
  return text;
}

Token token_from(std::string_view text) {
  Reader reader(checked(text));
  Token token;
  const std::uint64_t flags = reader.number(31);
  token.mode = (flags & 1) != 0 ? Mode::kShow : Mode::kCheck;
  token.threads = static_cast<int>(flags >> 1 & 7) + 1;
  if ((flags & 16) != 0) token.max_steps = reader.number(Token::kMostSteps);
  token.variant = reader.value(kWideCharacters);
  token.marks.steps = reader.number(Token::kMostSteps);
  token.choices = choices_from(reader);
  for (std::uint64_t left = Marks::count(token.marks.steps); left > 0; --left)
    token.marks.each.push_back(static_cast<std::uint16_t>(reader.value(Marks::bits(token.marks.steps) / 6)));
  token.marks.whole = reader.value(kWideCharacters);
  if (token.max_steps == 0 || reader.left() != 0) refuse_nonsense();
  return token;
}

std::string token_of(const SearchSettings& settings, const SearchResult& result) {
  const auto steps = taken(result.trace, result.failure->finding);
  if (result.steps > Token::kMostSteps || steps.size() > Token::kMostSteps) return "";
  return text_of({.mode = settings.mode,
                  .threads = settings.threads,
                  .max_steps = std::min(settings.max_steps, Token::kMostSteps),
                  .variant = mark_of_name(settings.variant->full_name()),
                  .choices = result.choices,
                  .marks = marks_of(steps)});
}

}  // namespace heddle::model
