// Puts the verdicts on the parts of a search together, which were made by several processes or machines.
#pragma once

#include <span>
#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle {

// One verdict for each variant, in the order in which they first come.
//
// Found: a part found something; its verdict, with the executions and outcomes of all. Proved: every part is
// there once, all are of the same search of the same code as far as their fingerprints tell, and each was
// complete. Could not run: they do not fit together. Not found: everything else; the summary says what is
// missing. Pure. Thread safety: any thread at any time.
std::vector<Verdict> merge_parts(std::span<const Verdict> parts);

}  // namespace heddle
