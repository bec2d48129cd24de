// A damaged log and a clean one of the same images, kept under names of their own, so that a report has
// something to lay side by side.
#pragma once

#include <filesystem>
#include <optional>

#include "heddle/core/experiment.hpp"

namespace heddle {

struct LogPair {
  std::filesystem::path racy;
  std::filesystem::path clean;
  bool is_of_the_experiment = false;  // else kept from an earlier one, or of small pictures
};

// The damaged log with most kinds of damage, of the runs of an experiment whose results are in `folder`, and
// a clean one of as many workers where there is one; where the experiment has no such two, `folder`/racy.log
// and `folder`/clean.log, where both are there. A log outside of the folder is none: whoever wrote the
// results may not point at other files.
std::optional<LogPair> log_pair_of(const Experiment& experiment, const std::filesystem::path& folder);

// Copies the two from the runs of an experiment whose results are in `folder`: those of
// log_pair_of. Where there are no such two, those that an earlier experiment left stay; where there are none
// either, some small pictures go through a racy logger until its log is damaged, a few times at most.
// Nothing: no log was damaged. Errors: as run_batch; ImageError; std::filesystem::filesystem_error.
std::optional<LogPair> leave_log_pair(const Experiment& experiment, const std::filesystem::path& folder);

}  // namespace heddle
