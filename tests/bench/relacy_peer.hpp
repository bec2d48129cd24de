// Relacy by itself, the peer of our explorer: programs written for Relacy, under its own random scheduler.
// It shares our fibers (sanitizers/relacy/platform.hpp), which are faster than its own.
#pragma once

#include <cstdint>

namespace heddle::bench::relacy_peer {

// Runs so many executions of three threads that lock, add and unlock three times each. Returns whether all
// of them were right.
bool locked_increments(std::uint64_t executions);

struct SafeStackRun {
  std::uint64_t executions = 0;  // until one failed, that one included, or until the cap
  std::uint64_t cut = 0;         // of those, that came to 2,000 steps
  bool found = false;
};

// SafeStack (safe_stack.hpp) until it fails, or `cap` executions. weak: loads acquire and stores release;
// else all is sequentially consistent. yields: where ours yields, else its loops spin. Relacy draws an
// execution from its number alone, so a seed is a range of numbers: from seed * cap on.
SafeStackRun safe_stack(bool weak, bool yields, std::uint64_t seed, std::uint64_t cap);

}  // namespace heddle::bench::relacy_peer
