// Brute force: every failing execution of a small program, and the shortest of them, worked out without the
// means that the explorer finds it by.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "heddle/core/finding.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::test {

struct Failures {
  // The least effort and, of those with that, the fewest steps; a preemption counts 1, and whatever is not
  // the first answer, or a wake-up for no reason, 2.
  std::map<Finding, std::pair<int, std::uint64_t>> shortest;
  std::uint64_t executions = 0;
  std::uint64_t failures = 0;
  bool complete = false;  // these are all of its executions
};

// In which an interesting outcome is a failure too.
inline model::SearchSettings settings_for(const Variant& variant) {
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.stop_at_interesting = true;
  settings.max_executions = 1'000'000;
  settings.max_steps = 1'000;
  settings.max_cut = 10'000;
  return settings;
}

Failures every_failure(const model::SearchSettings& settings, std::uint64_t max_executions);

}  // namespace heddle::test
