// What all executions of a variant come to that a scheduler picks, those included that end with a finding.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "heddle/core/variant.hpp"
#include "sanitizers/relacy/scheduler.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::test {

struct Outcomes {
  std::set<std::string>
      all;  // a finding is one too, by its name; of a deadlock or a livelock, with who waits
  // A finding ended an execution in its midst, so that nobody knows what the rest would have come to: a
  // search that leaves executions out, and goes on behind it, may miss others.
  bool broken_off = false;
  std::uint64_t executions = 0;
  std::uint64_t redundant = 0;
  bool complete = false;  // the scheduler had no execution left, and none was cut off
};

Outcomes every_outcome(const Variant& variant, model::Mode mode, model::Scheduler& scheduler,
                       std::uint64_t max_executions);

}  // namespace heddle::test
