// Tries the interleavings of a variant and says what it found, or how much it looked at. The variant runs on
// the model set of primitives (ModelSync), on one real thread, in the memory model of Relacy; see `limits` in
// the verdict for what that leaves out.
//
// A program that links this has its global operator new and delete replaced (memory.hpp).
#pragma once

#include <string>
#include <string_view>

#include "heddle/core/detector.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/model_sync.hpp"

namespace heddle {

// The variant must be made over ModelSync. Options: scheduler "dpor" (the default: every execution
// that differs in more than the order of independent operations), "full" (every execution), "bound"
// (every execution with at most `preemptions`, 2 unless told); "random", "pct" (of `depth`, 3 unless told),
// "pos" and "guided", which sample (from `seed`, which is drawn and told where it is 0); max_executions
// 1,000,000 or, of a sample, 10,000 unless told; max_steps 2,000 unless told; shard, but not of a sample:
// only this part of the executions (merge_parts.hpp puts the verdicts together).
//
// Found: the variant reached a forbidden outcome, an interesting one where its kFindings.model is
// kWrongOutcome, or broke a rule of the primitives. The trace is the shortest that a second look found:
// fewest preemptions first. After a data race there are two: the race, and what it may come to. Proved: an
// exhaustive search (dpor, full) came to its end. Not found: everything else. Errors: std::invalid_argument
// for an unknown scheduler, one that cannot be split, more threads than the variant or the model has, or a
// replay token that replay() does not take. Thread safety: one call at a time in a process.
[[nodiscard]] Verdict explore(const Variant& variant, const DetectorOptions& options = {});

// The same for a template: explore<lost_update::Racy>().
template <template <class> class Case>
[[nodiscard]] Verdict explore(const DetectorOptions& options = {}, std::string_view name = "case") {
  return explore(variant_of<Case<ModelSync>>(name, "variant"), options);
}

// One execution again: that of the token of a failure's trace, in its mode and with its number of threads.
// options.replay is the same for explore().
//
// Found: what the execution ends with. Not found: every step is as it was when the token was made, and
// nothing is wrong any more; that says nothing of other executions. Could not run: the code has changed. The
// summary says which step is the first that differs, what is there now and how many agree before it, and the
// trace goes that far. Errors: std::invalid_argument for what is no token, was mistyped or cut, is of a newer
// heddle or of another variant. Thread safety: as explore().
[[nodiscard]] Verdict replay(const Variant& variant, std::string_view token);

template <template <class> class Case>
[[nodiscard]] Verdict replay(std::string_view token, std::string_view name = "case") {
  return replay(variant_of<Case<ModelSync>>(name, "variant"), token);
}

Detector relacy_detector();

// Whether the explorer catches its own known-bad programs in this build. Empty, or why it cannot be believed.
std::string relacy_canary(const Detector& detector = relacy_detector());

}  // namespace heddle
