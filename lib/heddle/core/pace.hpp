// How far a long work has come, in words. Thread safety: any thread at any time.
#pragma once

#include <cstdint>
#include <string>

namespace heddle {

// "12 of 24 images, 8.1/s, about 2 s left". `seconds`: since the beginning. What is left is taken to go as
// fast as what is done; of nothing done, or in no time, no pace is told.
std::string pace_in_words(std::uint64_t done, std::uint64_t all, double seconds);

}  // namespace heddle
