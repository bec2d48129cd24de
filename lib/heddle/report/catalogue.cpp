#include "heddle/report/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>

#include "heddle/core/agreement.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/document.hpp"

namespace heddle {
namespace {

// Lends the record's texts to the Variant that disagreements() asks for.
std::vector<std::string> disagreements_of(const VariantRecord& record, const Verdict& verdict) {
  std::vector<Outcome> outcomes;
  for (const auto& listed : record.outcomes) outcomes.push_back({listed.text, listed.grade, listed.meaning});
  const Variant variant{.case_name = record.case_name,
                        .name = record.name,
                        .story = record.story,
                        .threads = record.threads,
                        .max_threads = record.max_threads,
                        .started_threads = record.started_threads,
                        .expected = record.expected,
                        .outcomes = outcomes};
  return disagreements(variant, verdict);
}

bool is_racy(const VariantRecord& variant) {
  return variant.expected.tsan != Finding::kNone || variant.expected.model != Finding::kNone ||
         variant.expected.thread_safety;
}

std::string expected_by(const VariantRecord& variant, std::string_view detector) {
  const auto words = [&](Finding finding) {
    if (finding != Finding::kNone) return std::string(words_for(finding));
    return std::string(is_racy(variant) ? "blind" : "silent");
  };
  if (detector == "tsan") return words(variant.expected.tsan);
  if (detector == "relacy")
    return variant.expected.model == Finding::kNone ? "proved" : words(variant.expected.model);
  if (detector == "static") return variant.expected.thread_safety ? "warns" : words(Finding::kNone);
  return is_racy(variant) ? "may show it" : "acceptable";
}

std::string share_of(const Verdict& verdict, Grade grade) {
  std::uint64_t all = 0;
  std::uint64_t graded = 0;
  for (const OutcomeCount& outcome : verdict.outcomes) {
    all += outcome.count;
    if (outcome.grade == grade) graded += outcome.count;
  }
  if (graded == 0) return "";
  const double percent = 100.0 * static_cast<double>(graded) / static_cast<double>(all);
  return percent < 0.01 ? fmt::format("{} of {}", graded, all) : fmt::format("{:.2f} %", percent);
}

std::string seen_by_stress(const Verdict& verdict) {
  for (const OutcomeCount& outcome : verdict.outcomes)
    if (outcome.text == kHangs && outcome.count > 0) return "hangs";
  if (const std::string share = share_of(verdict, Grade::kForbidden); !share.empty())
    return "forbidden " + share;
  if (const std::string share = share_of(verdict, Grade::kInteresting); !share.empty())
    return "shown " + share;
  return "acceptable";
}

std::string seen_in(const VariantRecord& variant, const Verdict& verdict) {
  if (verdict.status == Verdict::Status::kCouldNotRun) return "could not run";
  if (verdict.detector == "stress" && verdict.status != Verdict::Status::kFound)
    return seen_by_stress(verdict);
  if (verdict.status == Verdict::Status::kFound)
    return verdict.detector == "static" ? "warns" : std::string(words_for(verdict.finding));
  if (verdict.status == Verdict::Status::kProved) return fmt::format("proved, {}", verdict.executions);
  if (verdict.detector == "relacy") return fmt::format("not found in {}", verdict.executions);
  return is_racy(variant) ? "blind" : "silent";
}

std::string cell(const VariantRecord& variant, const Verdict& verdict) {
  std::string seen = seen_in(variant, verdict);
  if (disagreements_of(variant, verdict).empty()) return seen;
  return "! " + seen + ", not " + expected_by(variant, verdict.detector);
}

constexpr std::string_view kListed[] = {"stress", "tsan", "relacy", "static"};

}  // namespace

bool CatalogueRow::agrees() const {
  return std::all_of(verdicts.begin(), verdicts.end(),
                     [this](const Verdict& verdict) { return disagreements_of(variant, verdict).empty(); });
}

bool CatalogueRow::could_not_run() const {
  return std::any_of(verdicts.begin(), verdicts.end(),
                     [](const Verdict& verdict) { return verdict.status == Verdict::Status::kCouldNotRun; });
}

std::string catalogue_text(std::span<const CatalogueRow> rows) {
  if (rows.empty()) return "no cases\n";
  const bool looked = !rows.front().verdicts.empty();
  std::vector<std::string> header{"", "case and variant"};
  if (looked)
    for (const Verdict& verdict : rows.front().verdicts) header.push_back(verdict.detector);
  else
    header.insert(header.end(), std::begin(kListed), std::end(kListed));

  Table table(std::vector<Table::Column>(header.size(), {.most = 34}));
  table.add(header);
  std::string_view open;
  std::vector<std::string> reasons;
  for (const CatalogueRow& row : rows) {
    if (row.variant.case_name != open) {
      open = row.variant.case_name;
      table.add_line(row.variant.case_name);
    }
    std::vector<std::string> cells{"", "  " + row.variant.name};
    if (looked)
      for (const Verdict& verdict : row.verdicts) {
        cells.push_back(cell(row.variant, verdict));
        for (const std::string& line : disagreements_of(row.variant, verdict))
          reasons.push_back(fmt::format("{}.{} under {}: {}", row.variant.case_name, row.variant.name,
                                        verdict.detector, line));
      }
    else
      for (const std::string_view detector : kListed) cells.push_back(expected_by(row.variant, detector));
    table.add(std::move(cells));
  }
  std::string text = table.text(140);
  if (looked) {
    text +=
        "\nstress: how many rounds of real threads showed it; tsan: ThreadSanitizer; relacy: the explorer, "
        "with the\n"
        "executions of a proof; static: clang's -Wthread-safety. blind: the bug is there, and this detector "
        "is\n"
        "expected not to see it.\n";
    for (const std::string& reason : reasons) text += paragraph("! " + reason, 0, 110);
    const auto agreeing =
        std::count_if(rows.begin(), rows.end(), [](const CatalogueRow& row) { return row.agrees(); });
    text += fmt::format("\n{} of {} variants as declared\n", agreeing, rows.size());
  }
  return text;
}

void write_json(std::ostream& out, std::span<const CatalogueRow> rows) {
  Json json = document("catalogue", kCatalogueFormat);
  json["variants"] = Json::array();
  for (const CatalogueRow& row : rows) {
    Json verdicts = Json::array();
    for (const Verdict& verdict : row.verdicts)
      verdicts.push_back({{"detector", verdict.detector},
                          {"expected", expected_by(row.variant, verdict.detector)},
                          {"status", name_of(verdict.status)},
                          {"finding", name_of(verdict.finding)},
                          {"summary", verdict.summary},
                          {"executions", verdict.executions},
                          {"seconds", verdict.seconds},
                          {"disagreements", disagreements_of(row.variant, verdict)}});
    Json expected = Json::object();
    for (const std::string_view detector : kListed)
      expected[std::string(detector)] = expected_by(row.variant, detector);
    json["variants"].push_back({{"case", row.variant.case_name},
                                {"variant", row.variant.name},
                                {"story", row.variant.story},
                                {"threads", row.variant.threads},
                                {"expected", std::move(expected)},
                                {"verdicts", std::move(verdicts)}});
  }
  write_document(out, json);
}

}  // namespace heddle
