#include "heddle/exercise/source_tokens.hpp"

#include <algorithm>
#include <cstddef>

namespace heddle {
namespace {

// Bytes beyond ASCII may be letters.
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source) {}

  std::vector<SourceToken> tokens() {
    while (at_ < source_.size()) step();
    return std::move(tokens_);
  }

 private:
  bool sees(std::string_view text) const { return source_.substr(at_).starts_with(text); }

  void go(std::size_t to) {
    to = std::min(to, source_.size());
    line_ += static_cast<int>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         source_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    at_ = to;
  }

  // Behind the next `text`, or at the end.
  std::size_t behind(std::string_view text, std::size_t from) const {
    const std::size_t found = source_.find(text, from);
    return found == std::string_view::npos ? source_.size() : found + text.size();
  }

  void step() {
    const char c = source_[at_];
    if (c == '\n') {
      begins_line_ = true;
      go(at_ + 1);
    } else if (is_blank(c)) {
      go(at_ + 1);
    } else if (sees("//")) {
      go(std::min(source_.find('\n', at_), source_.size()));
    } else if (sees("/*")) {
      go(behind("*/", at_ + 2));
    } else if (begins_line_ && (c == '#' || sees("%:"))) {
      directive();
    } else {
      begins_line_ = false;
      token();
    }
  }

  void directive() {
    std::string text = "#";
    const int line = line_;
    go(at_ + (source_[at_] == '#' ? 1 : 2));
    for (; at_ < source_.size() && source_[at_] != '\n' && !sees("//"); go(at_ + 1)) {
      if (sees("/*")) {
        go(behind("*/", at_ + 2) - 1);
        text += ' ';
      } else if (!is_blank(source_[at_]) || (text != "#" && text.back() != ' ')) {
        text += is_blank(source_[at_]) ? ' ' : source_[at_];
      }
    }
    while (text.ends_with(' ')) text.pop_back();
    tokens_.push_back({SourceToken::Kind::kDirective, text, line});
  }

  void token() {
    const char c = source_[at_];
    if (begins_name(c)) {
      std::size_t end = at_;
      while (end < source_.size() && (begins_name(source_[end]) || is_digit(source_[end]))) ++end;
      const std::string text(source_.substr(at_, end - at_));
      const bool is_raw = text == "R" || text == "LR" || text == "uR" || text == "UR" || text == "u8R";
      if (is_raw && end < source_.size() && source_[end] == '"') return raw_string(end + 1);
      tokens_.push_back({SourceToken::Kind::kName, text, line_});
      go(end);
    } else if (is_digit(c)) {
      // 1'000, 0x1F, 1e5: no part of it is a name or a literal's beginning.
      std::size_t end = at_;
      while (end < source_.size() && (begins_name(source_[end]) || is_digit(source_[end]) ||
                                      source_[end] == '\'' || source_[end] == '.'))
        ++end;
      tokens_.push_back({SourceToken::Kind::kSign, "0", line_});
      go(end);
    } else if (c == '"' || c == '\'') {
      literal(c);
    } else {
      const std::size_t size = sees("::") ? 2 : 1;
      tokens_.push_back({SourceToken::Kind::kSign, std::string(source_.substr(at_, size)), line_});
      go(at_ + size);
    }
  }

  void raw_string(std::size_t delimiter) {
    const std::size_t open = std::min(source_.find('(', delimiter), source_.size());
    go(behind(")" + std::string(source_.substr(delimiter, open - delimiter)) + "\"", open));
  }

  // A literal ends with its line at the latest.
  void literal(char quote) {
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != quote && source_[end] != '\n')
      end += source_[end] == '\\' ? std::size_t{2} : std::size_t{1};
    tokens_.push_back({SourceToken::Kind::kSign, std::string(1, quote), line_});
    go(end + (end < source_.size() && source_[end] == quote ? 1 : 0));
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool begins_line_ = true;
  std::vector<SourceToken> tokens_;
};

}  // namespace

std::vector<SourceToken> source_tokens(std::string_view source) {
  return Scanner(source).tokens();
}

}  // namespace heddle
