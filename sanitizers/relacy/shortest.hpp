// A failure that a person can follow: of all executions that fail in the same way, the one that takes the
// least effort (effort.hpp: preemptions, and what nobody expects), and of those the one with the fewest
// steps.
#pragma once

#include <cstdint>
#include <optional>

#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

// Steps of all executions that are looked at for it.
inline constexpr std::uint64_t kStepsForTheShortest = 3'000'000;

// The shortest execution that fails with `finding`, of at most so much effort. Where several outcomes are
// wrong, the one that the variant lists first goes before the fewest steps. It is looked for with growing
// effort: iterative context bounding, Musuvathi and Qadeer, PLDI 2007.
struct Shortest {
  std::optional<SearchResult> result;  // not recorded; nothing where there is none, or none was found
  bool is_proved = false;              // every execution that could be shorter has been looked at
};
Shortest find_shortest(const SearchSettings& settings, Finding finding, int most_effort,
                       std::uint64_t max_steps = kStepsForTheShortest);

// `found` failed under `settings`. Returns the shortest execution that fails so, recorded; at worst the one
// that was found. The title of its trace says whether it is the shortest there is, or the shortest that was
// found.
SearchResult shortest(const SearchSettings& settings, const SearchResult& found,
                      std::uint64_t max_steps = kStepsForTheShortest);

// Above every trace of show mode.
inline constexpr const char* kConsequenceTitle =
    "what the race may come to, as if each access were indivisible; the standard promises nothing";

// What a data race may come to: an execution in which each access to plain memory is indivisible, and whose
// outcome is not acceptable. Nothing where there is none, or none was found in a bounded number of tries.
std::optional<Trace> consequence_of_race(const SearchSettings& settings);

}  // namespace heddle::model
