// What heddle report makes of the detectors' looks, beside the measurements: the catalogue that heddle cases
// left in the report's folder, the timings that are kept from run to run, and what it writes for other
// programs.
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "heddle/report/catalogue.hpp"
#include "heddle/report/timing.hpp"

namespace heddle {

// In the report's folder.
inline constexpr const char* kCatalogueFile = "cases.json";
inline constexpr const char* kTimingsFile = "timings.json";

// What `heddle cases --json FOLDER/cases.json` wrote; nothing where there is no such file.
// Errors: std::runtime_error in one line, with the path, for one that cannot be read.
std::optional<Catalogue> catalogue_in(const std::filesystem::path& folder);

// The catalogue's timings beside those of the run before, which are kept in the folder for the next time.
// Errors: std::runtime_error in one line, with the path.
Timings kept_timings(const std::filesystem::path& folder, const Catalogue& catalogue);

// Where findings go beside the page.
struct ReportOutlets {
  std::string sarif;    // a file, or - for standard output; empty: none
  bool github = false;  // annotations to standard output, the job's summary to where GitHub wants it

  void add_to(CLI::App& command);

  // Writes what is asked for. `version`: of heddle. Errors: std::runtime_error in one line, also where
  // something is asked for and there is no catalogue; then `folder` is named.
  void write(const std::optional<Catalogue>& catalogue, const std::filesystem::path& folder,
             const std::string& version) const;
};

}  // namespace heddle
