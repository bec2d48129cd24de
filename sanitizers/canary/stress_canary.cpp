#include "sanitizers/canary/stress_canary.hpp"

#include <string>

#include "heddle/core/variant.hpp"

namespace heddle {
namespace {

// Two workers count with a load and a store. The accesses are atomic, so that losing is not undefined
// behaviour; they are many, so that a round in which the workers overlap at all loses some.
template <class Sync, int Additions>
struct Canary {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"counted", Grade::kAcceptable, "no addition was lost"},
                                       {"lost", Grade::kInteresting, "an addition was lost"}};

  void thread(int) {
    for (int i = 0; i < Additions; ++i) {
      // Relaxed: there is nothing to publish, and nothing shall order the two workers.
      const int seen = count_.load(std::memory_order_relaxed);
      // In between, or the compiler makes one instruction of it, which nothing interrupts on one core.
      last_seen_.store(seen, std::memory_order_relaxed);
      count_.store(seen + 1, std::memory_order_relaxed);
    }
  }
  std::string after() { return count_.load() == kThreads * Additions ? "counted" : "lost"; }

  Atomic<Sync, int> count_{"counted by the canary", 0};
  Atomic<Sync, int> last_seen_{"last seen by the canary", 0};
};

struct Attempt {
  Variant canary;
  std::uint64_t rounds;
};

// Where each worker has a core, a few rounds will do. On a busy machine they may take turns for many rounds;
// on one core they overlap only where a worker is at it for longer than a time slice.
constexpr Attempt kAttempts[]{{variant_of<Canary<StressSync, 2'000>>("canary", "racy"), 200},
                              {variant_of<Canary<StressSync, 2'000>>("canary", "racy"), 20'000},
                              {variant_of<Canary<StressSync, 50'000'000>>("canary", "long"), 10}};

}  // namespace

std::string stress_canary(const Detector& detector) {
  for (const auto& [canary, rounds] : kAttempts) {
    DetectorOptions options;
    options.rounds = rounds;
    const Verdict verdict = detector.look(canary, options);
    if (verdict.status != Verdict::Status::kNotFound)
      return "the canary of " + detector.name + " came to something else: " + verdict.summary;
    for (const OutcomeCount& outcome : verdict.outcomes)
      if (outcome.text == "lost" && outcome.count > 0) return "";
  }
  return "the canary of " + detector.name +
         ", which loses updates, lost none: its threads do not run at once, or what they come to is not "
         "counted";
}

}  // namespace heddle
