#include "report_outlets.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "files.hpp"
#include "heddle/report/github.hpp"
#include "heddle/report/page/comparison_markdown.hpp"
#include "heddle/report/sarif.hpp"
#include "report_files.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

// GitHub's file for a step's summary, to which every command of the step adds; standard output elsewhere.
void add_to_job_summary(const std::string& summary) {
  const char* const file = std::getenv("GITHUB_STEP_SUMMARY");
  if (file == nullptr || *file == '\0') {
    std::cout << summary << std::flush;
    return;
  }
  errno = 0;
  std::ofstream out(file, std::ios::binary | std::ios::app);
  if (out) out << summary;
  out.close();
  if (!out)
    throw std::runtime_error(
        std::string(file) +
        ": cannot write GitHub's summary: " + std::generic_category().message(errno != 0 ? errno : EIO) +
        "; GITHUB_STEP_SUMMARY names the file, and without it the summary goes to standard output");
}

// The comparison and then the catalogue, each where there is one.
std::string job_summary(const std::optional<Experiment>& experiment,
                        const std::optional<Catalogue>& catalogue) {
  std::ostringstream out;
  if (experiment) out << comparison_markdown(*experiment) << '\n';
  if (const auto taken = static_cast<std::size_t>(out.tellp()); catalogue && taken < kMostSummaryBytes)
    write_job_summary(out, *catalogue, kMostSummaryBytes - taken);
  return out.str();
}

[[noreturn]] void refuse_without_catalogue(const fs::path& folder) {
  const std::string file = (folder / kCatalogueFile).string();
  throw std::runtime_error(file +
                           ": there is no such file, and --sarif tells what is in it; heddle cases --json " +
                           file + " writes it");
}

}  // namespace

void ReportOutlets::add_to(CLI::App& command) {
  command
      .add_option("--sarif", sarif,
                  "Write the findings to this file as SARIF 2.1.0, for code scanning and editors; - for "
                  "standard output")
      ->type_name("FILE");
  command.add_flag("--github", github,
                   "In a GitHub workflow: add to the job's summary, and annotate what is not as declared");
}

void ReportOutlets::write(const std::optional<Experiment>& experiment,
                          const std::optional<Catalogue>& catalogue, const fs::path& folder,
                          const std::string& version) const {
  if (!sarif.empty()) {
    if (!catalogue) refuse_without_catalogue(folder);
    write_file(sarif, [&](std::ostream& out) { write_sarif(out, *catalogue, version); });
  }
  if (!github) return;
  if (catalogue) {
    std::fputs(github_annotations(*catalogue).c_str(), stdout);
    std::fflush(stdout);
  }
  add_to_job_summary(job_summary(experiment, catalogue));
}

}  // namespace heddle
