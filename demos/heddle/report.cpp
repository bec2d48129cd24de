// heddle report: what was measured, as one page that opens offline.
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "heddle/core/experiment.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/report/detectors_html.hpp"
#include "heddle/report/page/chart_svg.hpp"
#include "heddle/report/page/comparison_charts.hpp"
#include "heddle/report/page/comparison_html.hpp"
#include "heddle/report/page/report_page.hpp"
#include "heddle/report/page/sweep.hpp"
#include "heddle/report/timing_html.hpp"
#include "report_files.hpp"
#include "report_logs.hpp"
#include "report_outlets.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string folder = "build/report";
  std::string output;
  std::string svg_folder;
  ReportOutlets outlets;
};

// What the page is made of.
struct Contents {
  std::vector<Section> sections;
  std::vector<Chart> charts;

  void add(Section section, std::vector<Chart> its_charts = {}) {
    sections.push_back(std::move(section));
    for (Chart& chart : its_charts) charts.push_back(std::move(chart));
  }
};

void add_comparison(Contents& contents, const fs::path& folder, const Experiment& experiment) {
  std::vector<Chart> charts = comparison_charts(experiment);
  std::string html = comparison_section_html(experiment, charts);
  contents.add({"comparison", "The comparison", std::move(html)}, std::move(charts));

  if (auto logs = logs_section(experiment, folder))
    contents.add({"logs", "The logs side by side", std::move(*logs)});

  // A comparison may itself have several settings; ci/demo measures them apart, since they take long.
  const Experiment sweep = results_in(folder / "sweep").value_or(experiment);
  charts = sweep_charts(sweep);
  if (charts.empty()) return;
  html = sweep_section_html(sweep, charts);
  contents.add({"sweep", "Longer critical sections, more permits", std::move(html)}, std::move(charts));
}

void add_detectors(Contents& contents, const fs::path& folder, const Catalogue& catalogue) {
  contents.add({"detectors", "The detectors", detectors_section_html(catalogue)});
  if (std::string timing = timing_section_html(kept_timings(folder, catalogue)); !timing.empty())
    contents.add({"timing", "Timing of the tests", std::move(timing)});
}

int run(const Arguments& arguments) {
  const fs::path folder = arguments.folder;
  const std::optional<Experiment> experiment = results_in(folder);
  const std::optional<Catalogue> catalogue = catalogue_in(folder);
  if (!experiment && !catalogue)
    throw std::runtime_error(folder.string() + ": there is neither " + kResultsFile + " nor " +
                             kCatalogueFile + " in it; make them with heddle compare -o " + folder.string() +
                             " and heddle cases --json " + (folder / kCatalogueFile).string());
  Contents contents;
  if (experiment) add_comparison(contents, folder, *experiment);
  if (catalogue) add_detectors(contents, folder, *catalogue);

  const fs::path page = arguments.output.empty() ? folder / "index.html" : fs::path(arguments.output);
  write_file(page, [&](std::ostream& out) { write_page(out, contents.sections, contents.charts); });
  if (!arguments.svg_folder.empty()) {
    make_folder(arguments.svg_folder);
    for (const Chart& chart : contents.charts)
      write_file(fs::path(arguments.svg_folder) / (chart.name + ".svg"),
                 [&](std::ostream& out) { write_svg(out, chart); });
  }
  arguments.outlets.write(experiment, catalogue, folder, HEDDLE_VERSION);
  if (page != "-") std::printf("report: %s\n", printable(page.string()).c_str());
  return kDone;
}

}  // namespace

void add_report(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *program.add_subcommand("report", "Write what was measured as one page that opens offline");
  command.add_option("FOLDER", arguments->folder, "Where heddle compare left its results")
      ->capture_default_str();
  command
      .add_option("-o,--output", arguments->output,
                  "The page, or - for standard output; FOLDER/index.html unless told")
      ->type_name("FILE");
  command.add_option("--svg", arguments->svg_folder, "Also write each chart as an SVG file, for slides")
      ->type_name("FOLDER");
  arguments->outlets.add_to(command);
  command.footer(
      "Reads what it finds in FOLDER: results.json and the logs, which heddle compare\n"
      "-o FOLDER leaves; sweep/results.json, of another comparison with several\n"
      "settings; cases.json, which heddle cases --json FOLDER/cases.json writes.\n"
      "Exit codes: 0 written; 2 wrong usage; 3 could not run, for example without\n"
      "any of them.");
  command.callback([arguments, &exit_code] { exit_code = run(*arguments); });
}

}  // namespace heddle
