// What heddle report writes for other programs, beside the page.
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "heddle/core/experiment.hpp"
#include "heddle/report/catalogue.hpp"

namespace heddle {

// Where findings go beside the page.
struct ReportOutlets {
  std::string sarif;    // a file, or - for standard output; empty: none
  bool github = false;  // annotations to standard output, the job's summary to where GitHub wants it

  void add_to(CLI::App& command);

  // Writes what is asked for; GitHub's summary has what there is. `version`: of heddle. Errors:
  // std::runtime_error in one line, also where SARIF is asked for and there is no catalogue in `folder`.
  void write(const std::optional<Experiment>& experiment, const std::optional<Catalogue>& catalogue,
             const std::filesystem::path& folder, const std::string& version) const;
};

}  // namespace heddle
