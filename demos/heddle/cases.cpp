// heddle cases: the catalogue of cases, with what each detector is expected to see in a variant and what it
// saw.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "case_options.hpp"
#include "case_programs.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "heddle/report/catalogue.hpp"
#include "heddle/report/catalogue_json.hpp"
#include "named_variants.hpp"
#include "progress.hpp"

namespace heddle {
namespace {

struct Arguments {
  std::vector<std::string> names;
  std::vector<std::string> detectors;
  std::string json;
  std::uint64_t rounds = 2'000;
  bool list = false;
  CaseOptions cases;
};

// What the cases declare, nothing seen yet. A case that cannot say what it declares costs nobody the others.
// Errors: std::invalid_argument for a name that there is not; std::runtime_error where there is no list.
Catalogue declared(const CasePrograms& programs, const std::vector<std::string>& names) {
  const std::vector<std::string> all = programs.names();
  Catalogue catalogue;
  for (const std::string& name : names.empty() ? all : names) {
    try {
      for (VariantRecord& variant : names.empty() ? programs.variants(name) : named_variants(programs, name))
        catalogue.rows.push_back({.variant = std::move(variant), .verdicts = {}});
    } catch (const std::runtime_error& error) {
      catalogue.undescribed.push_back({.name = name, .why = error.what()});
    }
  }
  return catalogue;
}

void look(const CasePrograms& programs, const Arguments& arguments, Catalogue& catalogue) {
  Progress progress;
  for (CatalogueRow& row : catalogue.rows)
    for (const std::string& detector : arguments.detectors) {
      progress.show(row.variant.full_name() + " under " + detector);
      std::vector<std::string> options;
      if (detector == "stress") options = {"--rounds", std::to_string(arguments.rounds)};
      try {
        row.verdicts.push_back(programs.look(detector, row.variant, options));
      } catch (const std::invalid_argument& refused) {  // not what the user asked for: an older program
        row.verdicts.push_back(programs.could_not_run(detector, row.variant, refused.what()));
      }
    }
}

// A difference goes before what is undecided: it is what has to be looked at first.
int exit_code_of(const Catalogue& catalogue) {
  const auto any = [&](Agreement agreement) {
    return std::ranges::any_of(catalogue.rows,
                               [&](const CatalogueRow& row) { return row.agreement() == agreement; });
  };
  if (any(Agreement::kDiffers)) return kFound;
  return any(Agreement::kUndecided) || !catalogue.undescribed.empty() ? kCouldNotRun : kDone;
}

int show_cases(const Arguments& arguments) {
  const CasePrograms programs = arguments.cases.programs();
  Catalogue catalogue = declared(programs, arguments.names);
  if (!arguments.list) look(programs, arguments, catalogue);
  std::fputs(catalogue_text(catalogue).c_str(), arguments.json == "-" ? stderr : stdout);
  if (!arguments.json.empty())
    write_file(arguments.json, [&](std::ostream& out) { write_json(out, catalogue); });
  return exit_code_of(catalogue);
}

}  // namespace

void add_cases(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  arguments->detectors.assign(std::begin(kDetectors), std::end(kDetectors));
  CLI::App& command = *program.add_subcommand(
      "cases", "The catalogue: what each detector should see in a case, and what it saw");
  command.add_option("CASE[.VARIANT]", arguments->names, "Which of them; all unless told");
  command.add_flag("--list", arguments->list, "Tell what is expected, and run nothing");
  command
      .add_option("--detectors", arguments->detectors,
                  "Comma-separated: which detectors look; all unless told:\n"
                  "  stress: real threads\n"
                  "  tsan: ThreadSanitizer\n"
                  "  relacy: the explorer\n"
                  "  static: clang's -Wthread-safety")
      ->type_name("NAMES")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(kDetectors), std::end(kDetectors))));
  command
      .add_option("--rounds", arguments->rounds,
                  "How many rounds stress runs of a variant; 2,000 unless told")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40));
  command
      .add_option("--json", arguments->json,
                  "Write the catalogue to this file as JSON; - for standard output")
      ->type_name("FILE");
  arguments->cases.add_to(command);
  command.footer(
      "heddle explore CASE.VARIANT shows step by step what the explorer found.\n"
      "Exit codes: 0 every detector saw what is expected; 1 one saw something else;\n"
      "2 wrong usage; 3 one could not run, or proved nothing where a proof is expected.");
  command.callback([arguments, &exit_code] { exit_code = show_cases(*arguments); });
}

}  // namespace heddle
