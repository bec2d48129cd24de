// What a report's folder holds: the results of comparisons, what the detectors saw, and the timings that are
// kept from run to run.
#pragma once

#include <filesystem>
#include <optional>

#include "heddle/core/experiment.hpp"
#include "heddle/report/catalogue.hpp"
#include "heddle/report/timing.hpp"

namespace heddle {

inline constexpr const char* kResultsFile = "results.json";
inline constexpr const char* kCatalogueFile = "cases.json";
inline constexpr const char* kTimingsFile = "timings.json";

// Errors, here and below: std::runtime_error in one line, with the path, for a file that cannot be read.

// What `heddle compare -o FOLDER` wrote; nothing where there is no such file.
std::optional<Experiment> results_in(const std::filesystem::path& folder);

// What `heddle cases --json FOLDER/cases.json` wrote; nothing where there is no such file.
std::optional<Catalogue> catalogue_in(const std::filesystem::path& folder);

// The catalogue's timings beside those of the run before, which are kept in the folder for the next time.
Timings kept_timings(const std::filesystem::path& folder, const Catalogue& catalogue);

}  // namespace heddle
