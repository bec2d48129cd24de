// The logs of a comparison as a part of the report.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "heddle/core/experiment.hpp"

namespace heddle {

// The section of a damaged log beside a clean one (log_pair.hpp), named as they are in the folder; nothing
// where there are no two. Errors: as compare_logs.
std::optional<std::string> logs_section(const Experiment& experiment, const std::filesystem::path& folder);

}  // namespace heddle
