// The detector that runs a variant on real threads, many times over, and counts what comes out. It sees what
// this machine and this compiler do, reordering of the processor included; what it did not see may be there
// all the same, so it is red only on what must never happen.
#pragma once

#include <string>

#include "heddle/core/detector.hpp"
#include "heddle/sync/watched.hpp"

namespace heddle {

// What a variant is instantiated with.
using StressSync = Watched<NativeSync>;

// The compiler that sees this line, for what holds for one compiler only.
#if defined(__clang__)
#define HEDDLE_COMPILER_NAME "clang " __clang_version__
#else
#define HEDDLE_COMPILER_NAME "gcc " __VERSION__
#endif
#if defined(__OPTIMIZE__)
constexpr const char* kCompiledWith = HEDDLE_COMPILER_NAME ", optimised";
#else
constexpr const char* kCompiledWith = HEDDLE_COMPILER_NAME ", not optimised";
#endif

inline constexpr std::uint64_t kStressRounds = 100'000;
inline constexpr double kStressSeconds = 1;           // for the default number of rounds
inline constexpr double kLongestStressSeconds = 120;  // for a number of rounds that was asked for

// Its look(): as many rounds as asked for, or until the time is over, in a child process. Each round makes a
// new subject, whose threads begin within nanoseconds of each other where there is a core for each.
//
// kFound: a forbidden or unlisted outcome (kWrongOutcome), a hang that is not listed (kHang), the end of the
// process (kCrash). Else kNotFound, never a proof, with the outcomes and their grades. A hang ends the look:
// the threads are gone. What comes out of a variant that declares a data race is not graded: it holds for one
// compiler.
//
// Thread safety: look() as run_in_child() in child.hpp: by a process of one thread.
Detector stress_detector(std::string compiled_with = kCompiledWith);

}  // namespace heddle
