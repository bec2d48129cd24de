// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace heddle {

// 23040 as "23,040".
inline std::string with_commas(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace heddle
