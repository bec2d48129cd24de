// Whether a variant does the same twice. One that depends on time, addresses or random numbers would make
// every search and every replay go astray.
#pragma once

#include <optional>

#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

// Runs the first execution twice, and tells what differs; nothing where they are the same. `first`: what came
// of it.
std::optional<Failure> nondeterminism(SearchSettings settings, SearchResult& first);

}  // namespace heddle::model
