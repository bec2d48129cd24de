// Random numbers that a seed repeats everywhere: a plain remainder, since the standard's distributions differ
// between libraries.
#pragma once

#include <cstdint>
#include <random>

#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : seed_(seed), random_(seed) {}

  std::uint64_t seed() const { return seed_; }

  std::uint64_t number() { return random_(); }
  // From 0 to count - 1. count: at least 1.
  int below(int count) { return static_cast<int>((random_() >> 11) % static_cast<std::uint64_t>(count)); }
  // A member of a set that is not empty, each as likely as the others.
  int one_of(ThreadSet set) {
    for (int skip = below(__builtin_popcount(set)); skip > 0; --skip) set &= set - 1;
    return __builtin_ctz(set);
  }

 private:
  const std::uint64_t seed_;
  std::mt19937_64 random_;
};

}  // namespace heddle::model
