// Words as a list in a sentence.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace heddle {

// "a", "a and b", "a, b and c". Thread safety: any thread at any time.
inline std::string listed(std::span<const std::string> words, std::string_view before_the_last = " and ") {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? before_the_last : std::string_view(", ");
    text += words[i];
  }
  return text;
}

}  // namespace heddle
