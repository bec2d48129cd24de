// Numbers as people read them. Thread safety: any thread at any time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace heddle {

// 23040 as "23,040".
inline std::string with_commas(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

// "1 round", "23,040 rounds".
inline std::string quantity(std::uint64_t n, std::string_view one, std::string_view many) {
  return with_commas(n) + " " + std::string(n == 1 ? one : many);
}

}  // namespace heddle
