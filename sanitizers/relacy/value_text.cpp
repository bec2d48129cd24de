#include "sanitizers/relacy/value_text.hpp"

#include <array>
#include <cstdio>

#include "heddle/core/printable.hpp"

namespace heddle::model {

std::string text_of(std::uint64_t encoded, Encoding encoding) {
  const std::uint64_t bits = encoded >> encoding.shift();
  switch (encoding.kind) {
    case ValueKind::kBool:
      return bits != 0 ? "true" : "false";
    case ValueKind::kPointer:
      return bits != 0 ? "not null" : "null";
    case ValueKind::kCharacter: {
      const char character = static_cast<char>(bits);
      return "'" + printable({&character, 1}) + "'";
    }
    case ValueKind::kSigned:
      return std::to_string(static_cast<std::int64_t>(encoded) >> encoding.shift());
    case ValueKind::kUnsigned:
      break;
  }
  return std::to_string(bits);
}

std::string text_of_bytes(std::string_view bytes) {
  return '"' + printable(bytes) + '"';
}

std::string text_of_number(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", number);
  return text.data();
}

std::string text_of_size(std::size_t elements) {
  return elements == 0 ? "empty" : std::to_string(elements) + (elements == 1 ? " element" : " elements");
}

}  // namespace heddle::model
