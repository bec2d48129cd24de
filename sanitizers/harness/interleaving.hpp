// The interleaving behind a failure: what the explorer shows of a variant in which real threads, or
// ThreadSanitizer, found something. A report says where; an interleaving says how.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"

namespace heddle {

// Runs the program of the same case under the explorer, which stands beside this one
// (<build>/cases/relacy/<case>), for at most a minute, and returns its pictures with their replay tokens,
// what it proved, or one line that says why there is none. threads: 0 for the variant's own. Never throws.
std::string interleaving_of(const Variant& variant, int threads);

}  // namespace heddle
