// One search: the executions of one variant that a scheduler picks, and what came of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "heddle/core/variant.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/choices.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

// How plain memory behaves.
enum class Mode {
  kCheck,  // a data race is a finding, and ends the execution; accesses are no scheduling points
  kShow,   // each access is indivisible and a scheduling point: what a race may come to
};

// Steps of one execution, unless the user asks for another number.
inline constexpr std::uint64_t kUsualMaxSteps = 2'000;

struct SearchSettings {
  const Variant* variant = nullptr;
  int threads = 1;
  Mode mode = Mode::kCheck;
  bool stop_at_interesting = false;  // an outcome of that grade is a finding, as a forbidden one always is
  bool record = false;               // the steps: for one execution only, it takes time and memory
  std::uint64_t max_executions = 1;  // at least 1
  std::uint64_t max_steps = 1;       // of one execution, which is cut off there
  std::uint64_t max_cut = 1;         // executions that may be cut off before the search gives up
};

struct Failure {
  Finding finding = Finding::kNone;
  std::string message;  // one line
  std::vector<Place> places;
};

// What the variant made use of: a verdict names only those limits that concern it.
struct Features {
  bool weak_memory = false;  // an order weaker than sequential consistency, or a fence
  bool sequential = false;   // a sequentially consistent operation on an atomic
  bool spurious_wakeup = false;
  bool spurious_failure = false;
  bool yield = false;
};

struct SearchResult {
  std::optional<Failure> failure;
  Choices choices;               // of the last execution, which is the one that failed
  std::uint64_t executions = 0;  // that ended, the failed one included
  std::uint64_t redundant = 0;   // that ended and were the same as an earlier one
  std::uint64_t cut = 0;         // that were cut off at max_steps
  std::string busiest;           // of the first of those: the operation that was done most often, and where
  bool exhausted = false;        // the scheduler has no execution left
  std::vector<OutcomeCount> outcomes;
  std::string outcome;            // of the last execution, where it came to its end
  std::uint64_t fingerprint = 0;  // of all steps of the last execution
  std::uint64_t steps = 0;        // of the last execution
  Features used;
  Trace trace;  // of the last execution, where it was recorded
};

// Runs until something is found, the scheduler ends, or a bound is met. The variant's primitives must be the
// model's. Errors: std::invalid_argument where it needs more threads than the model has.
// Thread safety: one search at a time in a process.
SearchResult search(const SearchSettings& settings, Scheduler& scheduler);

}  // namespace heddle::model
