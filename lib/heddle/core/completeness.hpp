// How much of all executions a search has looked at, in words. Thread safety: any thread at any time.
#pragma once

#include <cstdint>
#include <string>

namespace heddle {

// Of a search that came to its end: "complete: all 90 inequivalent executions explored". Inequivalent: no two
// of them differ only in the order of independent operations.
std::string complete_in_words(std::uint64_t executions, bool inequivalent);

// Of one that was cut off: "about 3 % explored, by a rough estimate: some 30,000 executions are left".
// `explored`: the share of what there is, from 0 to 1, as a guess; one figure of it is told, and no more than
// is worth it.
std::string progress_in_words(std::uint64_t executions, double explored);

}  // namespace heddle
