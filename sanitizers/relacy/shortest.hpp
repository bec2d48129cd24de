// A failure that a person can follow: of all executions that fail in the same way, one with the fewest
// preemptions, and of those one with the fewest steps.
#pragma once

#include <optional>

#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

// `found` failed under `settings`. Returns the shortest execution that a bounded number of tries came upon,
// recorded; at worst the one that was found. Source: iterative context bounding, Musuvathi and Qadeer, PLDI
// 2007.
SearchResult shortest(const SearchSettings& settings, const SearchResult& found);

// Above every trace of show mode.
inline constexpr const char* kConsequenceTitle =
    "what the race may come to, as if each access were indivisible; the standard promises nothing";

// What a data race may come to: an execution in which each access to plain memory is indivisible, and whose
// outcome is not acceptable. Nothing where there is none, or none was found in a bounded number of tries.
std::optional<Trace> consequence_of_race(const SearchSettings& settings);

}  // namespace heddle::model
