// What a detector is to those who ask it: a name and a look at one variant. Each detector's own header says
// what it looks with.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

#include "heddle/core/shard.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/core/verdict.hpp"

namespace heddle {

// How hard to look. 0 or empty: the detector's own default. A detector ignores what does not concern it.
struct DetectorOptions {
  int threads = 0;  // from the variant's threads to its max_threads

  // Real threads (stress, tsan).
  std::uint64_t rounds = 0;
  double hang_seconds = 0;  // without progress, until the watchdog ends the run

  // The model.
  std::string scheduler = {};        // dpor, full, bound, random, pct, pos, guided
  std::uint64_t max_executions = 0;  // then the search is cut off, and proves nothing
  int preemptions = -1;              // of the bounded search; -1: its default
  int depth = 0;                     // of the bugs that pct looks for
  std::uint64_t seed = 0;            // of a scheduler that samples: random, pct, pos, guided
  std::uint64_t max_steps = 0;       // of one execution
  std::string replay = {};           // no search, but the execution of this token (Trace::token)
  std::optional<Shard> shard = {};   // only this part of a search that goes through all executions
};

// How many threads run the variant: as many as are asked for, or its own number.
// Errors: std::invalid_argument for fewer than it has, or more than it can have.
inline int threads_for(const Variant& variant, const DetectorOptions& options) {
  if (options.threads == 0) return variant.threads;
  if (options.threads >= variant.threads && options.threads <= variant.max_threads) return options.threads;
  std::string choices = std::to_string(variant.threads);
  if (variant.max_threads > variant.threads) choices += " to " + std::to_string(variant.max_threads);
  throw std::invalid_argument(variant.full_name() + " runs with " + choices + " threads, and not with " +
                              std::to_string(options.threads));
}

struct Detector {
  std::string name;
  // Never throws: what keeps it from looking is in the verdict. Errors: std::invalid_argument for options
  // that it cannot have, with the choices.
  std::function<Verdict(const Variant&, const DetectorOptions&)> look;
};

}  // namespace heddle
