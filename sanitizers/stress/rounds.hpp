// The rounds of a stress run: threads that are started once and meet between the rounds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "heddle/core/variant.hpp"

namespace heddle {

struct RoundLimits {
  std::uint64_t rounds = 1;
  double seconds = 0;  // no round begins later than this after the first
};

// Makes a subject for each round, lets its threads run at once, and hands what its after() returned to
// `ended`, which no other call of it overlaps. At least one round is run. Thread safety: to be called by one
// thread; it returns when all threads have ended. An exception that leaves the subject ends the process, as
// it does wherever real threads run; so does a lack of threads.
void run_rounds(const Variant& variant, int threads, const RoundLimits& limits,
                const std::function<void(const std::string&)>& ended);

}  // namespace heddle
