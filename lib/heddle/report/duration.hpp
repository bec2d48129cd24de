// A span of time as people read it. Thread safety: pure.
#pragma once

#include <string>
#include <string_view>

namespace heddle {

// "2.50 s", "12.3 ms", "40 us": of milliseconds up to three digits, of microseconds none behind the point,
// since the clock is not better than that. What is not 0 is never told as 0; what is not positive is "0 s".
// `microseconds`: their sign, for pages that can show another.
std::string duration_words(double seconds, std::string_view microseconds = "us");

}  // namespace heddle
