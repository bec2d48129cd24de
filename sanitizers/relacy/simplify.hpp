// A failing execution with fewer switches that fails in the same way: where the shortest one is too far for a
// search that goes through all with little effort (shortest.hpp), the one that was found is made simpler step
// by step. A thread's turns are moved together with those that it has later, or earlier, and what fails then
// takes the place of the first. Source: Jalbert and Sen, "A trace simplification technique for effective
// debugging of concurrent programs", FSE 2010.
#pragma once

#include <cstdint>

#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

// Steps of all executions that are tried for it.
inline constexpr std::uint64_t kStepsToSimplify = 1'000'000;

struct Simplified {
  SearchResult result;  // not recorded
  int effort = 0;       // that it takes to follow (effort.hpp)
};

// `found` failed under `settings`. The result fails with the same finding, and takes no more effort. No move
// of one thread's turns makes it simpler, unless max_steps came first. The same for the same execution.
Simplified simplify(const SearchSettings& settings, const SearchResult& found,
                    std::uint64_t max_steps = kStepsToSimplify);

}  // namespace heddle::model
