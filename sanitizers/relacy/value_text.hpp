// The values of the model's objects: how a type of up to 64 bits is kept in an atomic, and what traces say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace heddle::model {

enum class ValueKind : std::uint8_t { kUnsigned, kSigned, kBool, kCharacter, kPointer };

struct Encoding {
  ValueKind kind = ValueKind::kUnsigned;
  std::uint8_t bits = 64;

  constexpr int shift() const { return 64 - bits; }
};

// NOLINTBEGIN(bugprone-sizeof-expression): T may be a pointer, whose own bits are meant
template <class T>
constexpr Encoding encoding_of() {
  static_assert(std::is_scalar_v<T> && sizeof(T) <= 8, "integers, bool, enumerations and pointers");
  constexpr auto kBits = static_cast<std::uint8_t>(8 * sizeof(T));
  if constexpr (std::is_same_v<T, bool>)
    return {ValueKind::kBool, kBits};
  else if constexpr (std::is_same_v<T, char>)
    return {ValueKind::kCharacter, kBits};
  else if constexpr (std::is_pointer_v<T> || std::is_null_pointer_v<T>)
    return {ValueKind::kPointer, kBits};
  else if constexpr (std::is_signed_v<T>)
    return {ValueKind::kSigned, kBits};
  else
    return {ValueKind::kUnsigned, kBits};
}

// A narrow value lives in the high bits: 64-bit sums then wrap round where its own do, and equal values are
// equal in all bits.
template <class T>
std::uint64_t encode(T value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  return bits << encoding_of<T>().shift();
}
template <class T>
T decode(std::uint64_t bits) {
  bits >>= encoding_of<T>().shift();
  T value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
// NOLINTEND(bugprone-sizeof-expression)

// For traces. Pointers are null or not: their bits differ from run to run.
std::string text_of(std::uint64_t encoded, Encoding encoding);

// In quotes, as one printable line.
std::string text_of_bytes(std::string_view bytes);
std::string text_of_number(double number);
// Of a container: "empty", "1 element".
std::string text_of_size(std::size_t elements);

// Empty for what has no short text of its own.
template <class T>
std::string text_of_value(const T& value) {
  if constexpr (std::is_floating_point_v<T>)
    return text_of_number(static_cast<double>(value));
  else if constexpr (std::is_scalar_v<T> && sizeof(T) <= 8)
    return text_of(encode(value), encoding_of<T>());
  else if constexpr (std::is_convertible_v<const T&, std::string_view>)
    return text_of_bytes(value);
  else if constexpr (requires { std::size_t{value.size()}; })
    return text_of_size(value.size());
  else
    return "";
}

}  // namespace heddle::model
