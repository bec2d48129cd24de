// The parts of searches, as files, put together.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle {

// One verdict for each variant that the files tell of (merge_parts.hpp). Errors: std::runtime_error with the
// file and the cause.
std::vector<Verdict> merge_files(const std::vector<std::string>& files);

}  // namespace heddle
