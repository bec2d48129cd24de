// The detector that runs nothing: clang compiles one variant and -Wthread-safety holds it to the annotations
// in its source (heddle/sync/thread_safety.hpp). It says what is annotated and not kept, on every path
// through a function, and nothing of what is not annotated.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/detector.hpp"

namespace heddle {

// What one case is compiled with.
struct StaticBuild {
  std::string compiler;            // a clang++, at least 14; empty: there is none on this machine
  std::vector<std::string> flags;  // where the headers are
  std::string includes;            // the lines that include the case
  std::string variants;            // its list: "heddle::cases::wrong_lock::Variants"
};

// Its look(): instantiates the variant over NativeSync, compiles it with -Wthread-safety, and runs nothing.
//
// Found: warnings, each with its place; a double lock is kSelfDeadlock, a guarded value without its lock
// kDataRace, the rest kMisuse. Else kNotFound, which proves nothing. Could not run: the compiler found other
// faults, it did not warn of the canary (canary.hpp), or there is none ("unavailable").
//
// Thread safety: any thread at any time.
Detector static_detector(StaticBuild build);

}  // namespace heddle
