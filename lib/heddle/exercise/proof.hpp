// A proof is an exercise in which the student writes the scenarios, and the code under test is fixed. The
// scenarios are run over the code as it was given, and over mutants of it, each of which is broken in one
// place. The proof has to prove the one and to catch the others: a proof that cannot fail proves nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "heddle/core/verdict.hpp"
#include "heddle/exercise/exercise.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

// The detector by whose name a judgement says whether the proof catches a mutant.
inline constexpr const char* kMutants = "mutants";

// The scenarios in which the code is as it should be, by name: all that are no mutants.
std::vector<std::string> sound_scenarios(const Exercise& exercise, std::span<const VariantRecord> declared);

// What is found against the proof, from what was seen of its scenarios.
//  - Of each mutant one verdict of kMutants: not found where the explorer found anything in it; found (a
//  wrong
//    outcome) where it went through all executions and found nothing; could not run where it did neither.
//  - Of ThreadSanitizer, which may be wrong: not found where it reports what the proof declares that it will
//    report (kFindings.tsan); found where it reports something else, or nothing where the proof declares
//    something.
//  - Everything else as it was seen.
// declared: by all scenarios. Thread safety: any thread.
std::vector<Verdict> verdicts_on_proof(const Exercise& exercise, std::span<const VariantRecord> declared,
                                       std::vector<Verdict> seen);

}  // namespace heddle
