// heddle cases: the catalogue of cases, with what each detector is expected to see in a variant and what it
// saw.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "case_programs.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "heddle/report/catalogue.hpp"
#include "named_variants.hpp"

namespace heddle {
namespace {

struct Arguments {
  std::vector<std::string> names;
  std::vector<std::string> detectors;
  std::string cases;
  std::string json;
  std::uint64_t rounds = 2'000;
  bool list = false;
};

std::vector<VariantRecord> chosen_variants(const CasePrograms& programs, std::vector<std::string> names) {
  if (names.empty()) names = programs.names();
  std::vector<VariantRecord> variants;
  for (const std::string& name : names)
    for (VariantRecord& variant : named_variants(programs, name)) variants.push_back(std::move(variant));
  return variants;
}

// One line that is written over and over, on a terminal alone.
class Progress {
 public:
  void show(const std::string& text) {
    if (is_shown_) std::fprintf(stderr, "\r\x1b[K%s", text.c_str());
  }
  ~Progress() { show(""); }

 private:
  const bool is_shown_ = isatty(STDERR_FILENO) == 1;
};

int show_cases(const Arguments& arguments) {
  const CasePrograms programs(arguments.cases);
  const std::vector<VariantRecord> variants = chosen_variants(programs, arguments.names);

  std::vector<CatalogueRow> rows;
  {
    Progress progress;
    for (const VariantRecord& variant : variants) {
      CatalogueRow row{.variant = variant, .verdicts = {}};
      for (const std::string& detector : arguments.list ? std::vector<std::string>{} : arguments.detectors) {
        progress.show(variant.case_name + "." + variant.name + " under " + detector);
        std::vector<std::string> options;
        if (detector == "stress") options = {"--rounds", std::to_string(arguments.rounds)};
        row.verdicts.push_back(programs.look(detector, variant.case_name, variant.name, options));
      }
      rows.push_back(std::move(row));
    }
  }

  std::fputs(catalogue_text(rows).c_str(), arguments.json == "-" ? stderr : stdout);
  if (!arguments.json.empty()) write_file(arguments.json, [&](std::ostream& out) { write_json(out, rows); });
  if (std::any_of(rows.begin(), rows.end(), [](const CatalogueRow& row) { return row.could_not_run(); }))
    return kCouldNotRun;
  return std::all_of(rows.begin(), rows.end(), [](const CatalogueRow& row) { return row.agrees(); }) ? kDone
                                                                                                     : kFound;
}

}  // namespace

void add_cases(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  arguments->detectors.assign(std::begin(kDetectors), std::end(kDetectors));
  CLI::App& command = *program.add_subcommand(
      "cases", "The catalogue: what each detector should see in a case, and what it saw");
  command.add_option("CASE[.VARIANT]", arguments->names, "Which of them (all)");
  command.add_flag("--list", arguments->list, "Only what is expected: run nothing");
  command.add_option("--detectors", arguments->detectors, "Which detectors look (all)")
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(kDetectors), std::end(kDetectors))));
  command.add_option("--rounds", arguments->rounds, "Of stress, for each variant (2,000)")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40));
  command.add_option("--json", arguments->json,
                     "Write the catalogue to this file as JSON; - for standard output");
  command.add_option(
      "--cases", arguments->cases,
      "The folder of the case programs (HEDDLE_CASES, or 'cases' beside this program's folder)");
  command.footer(
      "Exit codes: 0 every detector saw what is expected; 1 one did not; 2 wrong usage; 3 one could not "
      "run.");
  command.callback([arguments, &exit_code] { exit_code = show_cases(*arguments); });
}

}  // namespace heddle
