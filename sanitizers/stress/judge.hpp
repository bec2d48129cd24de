// From what a stress run came to, its verdict.
#pragma once

#include <cstdint>
#include <vector>

#include "heddle/core/variant.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/child/child.hpp"

namespace heddle {

struct StressRun {
  ChildResult child;
  std::vector<OutcomeCount> outcomes;  // of the rounds that ended
  std::uint64_t rounds = 0;            // that ended
  std::uint64_t rounds_wanted = 0;
  double seconds_to_finding = 0;  // of an outcome that is not acceptable; 0: none was seen
};

// Sets status, finding, summary, places, evidence, outcomes, executions and seconds_to_finding.
//  - a process that died: kCrash, with its last words; a hang that is not listed: kHang, with where its
//  threads were;
//  - a listed hang counts as the outcome `hangs`, once;
//  - a forbidden or unlisted outcome: kWrongOutcome, unless the variant declares a data race and may do
//  anything;
//  - else not found.
// Thread safety: any thread at any time.
void judge(const Variant& variant, const StressRun& run, Verdict& verdict);

}  // namespace heddle
