#include "sanitizers/relacy/value_text.hpp"

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

}  // namespace heddle::model
