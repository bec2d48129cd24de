// Whether a detector saw in a variant what the variant declares.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/core/verdict.hpp"

namespace heddle {

// Whether what comes out of the variant's threads is anything at all: a racy plain access is undefined
// behaviour.
constexpr bool declares_data_race(const Variant& variant) {
  return variant.expected.tsan == Finding::kDataRace || variant.expected.model == Finding::kDataRace;
}

// Declared and seen side by side, one line for each difference; none where they agree:
//  - tsan: expected.tsan, and nothing else; relacy: expected.model; static: expected.thread_safety;
//  - stress: no forbidden or unlisted outcome, no hang that is not listed, no crash. The outcomes of a
//  variant
//    that declares a data race are not held to its list: they hold for one compiler;
//  - where marks are required, a report that agrees also points at a line marked "[race]": one of its places,
//    or for a wrong outcome one of the steps;
//  - "could not run" never agrees.
// The verdict's places and steps have their source text (Sources::complete).
// Thread safety: any thread at any time.
std::vector<std::string> disagreements(const Variant& variant, const Verdict& verdict,
                                       bool marks_required = false);

}  // namespace heddle
