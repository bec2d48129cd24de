#include "heddle/report/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <ostream>
#include <sstream>

#include "heddle/core/agreement.hpp"
#include "heddle/core/numbers.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/document.hpp"

namespace heddle {
namespace {

constexpr std::string_view kListed[] = {"stress", "tsan", "relacy", "static"};
constexpr std::string_view kBlind = "blind";

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

// Why a verdict is no agreement, a text for each reason.
std::vector<std::string> reasons_of(const VariantRecord& variant, const Verdict& verdict) {
  std::vector<std::string> reasons = disagreements_of(variant, verdict);
  if (reasons.empty() && agreement_of(variant, verdict) == Agreement::kUndecided)
    reasons.push_back("declared: a proof; seen: " + verdict.summary);
  return reasons;
}

// The explorer alone sees every kind of bug, so that it is asked whether there is one. A report of another
// detector where it has nothing to find is a false alarm.
bool has_a_bug(const VariantRecord& variant) {
  return variant.expected.model != Finding::kNone;
}

bool may_show_a_bug(const VariantRecord& variant) {
  return has_a_bug(variant) || std::ranges::any_of(variant.outcomes, [](const auto& outcome) {
           return outcome.grade == Grade::kInteresting;
         });
}

// In a word or two: "data race", "lock order".
std::string short_words(Finding finding) {
  std::string words(name_of(finding));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string expected_by(const VariantRecord& variant, std::string_view detector) {
  const std::string silent(has_a_bug(variant) ? kBlind : "silent");
  if (detector == "stress") return may_show_a_bug(variant) ? "may show it" : "acceptable";
  if (detector == "static") return variant.expected.thread_safety ? "warns" : silent;
  if (detector == "relacy") return has_a_bug(variant) ? short_words(variant.expected.model) : "proved";
  return variant.expected.tsan == Finding::kNone ? silent : short_words(variant.expected.tsan);
}

// "12.50 %", never rounded to none or to all.
std::string share(std::uint64_t part, std::uint64_t all) {
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(all);
  if (percent < 0.01) return with_commas(part) + " of " + with_commas(all);
  if (part < all && percent > 99.99) return "> 99.99 %";
  return fmt::format("{:.2f} %", percent);
}

std::string seen_by_stress(const VariantRecord& variant, const Verdict& verdict) {
  std::uint64_t all = 0;
  std::uint64_t forbidden = 0;
  std::uint64_t shown = 0;
  for (const OutcomeCount& outcome : verdict.outcomes) {
    if (outcome.text == kHangs && outcome.count > 0) return "hangs";
    all += outcome.count;
    if (outcome.grade == Grade::kForbidden) forbidden += outcome.count;
    if (outcome.grade != Grade::kAcceptable) shown += outcome.count;
  }
  // What a data race may come to is not held to the list.
  if (forbidden > 0 && agreement_of(variant, verdict) == Agreement::kDiffers)
    return "forbidden " + share(forbidden, all);
  if (shown > 0) return "shown " + share(shown, all);
  return may_show_a_bug(variant) ? "not shown" : "acceptable";
}

std::string seen_by(const VariantRecord& variant, const Verdict& verdict) {
  switch (verdict.status) {
    case Verdict::Status::kCouldNotRun:
      return "could not run";
    case Verdict::Status::kFound:
      return verdict.detector == "static" ? "warns" : short_words(verdict.finding);
    case Verdict::Status::kProved:
      return "proved, " + with_commas(verdict.executions);
    case Verdict::Status::kNotFound:
      break;
  }
  if (verdict.detector == "stress") return seen_by_stress(variant, verdict);
  if (verdict.detector == "relacy") return has_a_bug(variant) ? "not found" : "no proof";
  if (agreement_of(variant, verdict) == Agreement::kDiffers) return "nothing";
  return std::string(has_a_bug(variant) ? kBlind : "silent");
}

std::string_view mark(Agreement agreement) {
  return agreement == Agreement::kDiffers ? "! " : agreement == Agreement::kUndecided ? "? " : "";
}

// The table and what has to be said below it.
class Page {
 public:
  explicit Page(const Catalogue& catalogue)
      : catalogue_(catalogue), looked_(!catalogue.rows.empty() && !catalogue.rows.front().verdicts.empty()) {
    if (looked_)
      for (const Verdict& verdict : catalogue.rows.front().verdicts) detectors_.push_back(verdict.detector);
    else
      detectors_.assign(std::begin(kListed), std::end(kListed));
  }

  std::string text() const {
    std::string text;
    if (!catalogue_.rows.empty()) text = table() + '\n' + legend();
    if (const std::string why = reasons(); !why.empty()) text += (text.empty() ? "" : "\n") + why;
    if (looked_) text += '\n' + sum();
    return text;
  }

 private:
  // The cells of a row after its name.
  std::vector<std::string> cells(const CatalogueRow& row) const {
    std::vector<std::string> cells;
    if (looked_)
      for (const Verdict& verdict : row.verdicts)
        cells.push_back(std::string(mark(agreement_of(row.variant, verdict))) +
                        seen_by(row.variant, verdict));
    else
      for (const std::string& detector : detectors_) cells.push_back(expected_by(row.variant, detector));
    return cells;
  }

  std::string table() const {
    constexpr std::size_t kWidest = 60;  // only a name of somebody's own comes near
    Table table(std::vector<Table::Column>(1 + detectors_.size(), {.most = kWidest}));
    std::vector<std::string> header{"case and variant"};
    header.insert(header.end(), detectors_.begin(), detectors_.end());
    table.add(std::move(header));
    const std::string* open = nullptr;  // the case whose rows these are
    for (const CatalogueRow& row : catalogue_.rows) {
      if (open == nullptr || row.variant.case_name != *open) add_case(table, row.variant);
      open = &row.variant.case_name;
      std::vector<std::string> line = cells(row);
      line.insert(line.begin(), "  " + row.variant.name);
      table.add(std::move(line));
    }
    return table.text((1 + detectors_.size()) * (kWidest + 2));
  }

  void add_case(Table& table, const VariantRecord& variant) const {
    std::istringstream lines(paragraph(variant.case_name, 0, kCatalogueColumns) +
                             (looked_ ? "" : paragraph(variant.story, 4, kCatalogueColumns)));
    for (std::string line; std::getline(lines, line);) table.add_line(line);
  }

  bool any(const std::function<bool(const CatalogueRow&)>& is_so) const {
    return std::ranges::any_of(catalogue_.rows, is_so);
  }

  // What the words in the table mean, as far as they are there.
  std::string legend() const {
    std::string text;
    const auto explain = [&](std::string_view word, std::string_view meaning) {
      text += paragraph(fmt::format("{}: {}", word, meaning), 0, kCatalogueColumns);
    };
    for (const std::string& detector : detectors_) {
      if (detector == "stress")
        explain(detector, looked_ ? "real threads; in how many rounds the bug was shown"
                                  : "real threads, which may or may not show a bug");
      if (detector == "tsan") explain(detector, "ThreadSanitizer");
      if (detector == "relacy")
        explain(detector, looked_ ? "the explorer; how many executions a proof took"
                                  : "the explorer, which finds a bug or proves that there is none");
      if (detector == "static") explain(detector, "clang's -Wthread-safety");
    }
    if (any([&](const CatalogueRow& row) { return std::ranges::count(cells(row), kBlind) > 0; }))
      explain(kBlind, "the bug is there, and this detector is expected not to see it");
    if (any([](const CatalogueRow& row) {
          return !has_a_bug(row.variant) && row.variant.expected.tsan != Finding::kNone;
        }))
      explain("a report beside a proof", "a false alarm, which is expected too");
    return text;
  }

  // Every verdict that is no agreement, in its own words. Variants of which a detector says the same stand
  // together.
  std::string reasons() const {
    struct Reason {
      std::string variants;
      std::string words;
      Agreement agreement;
    };
    std::vector<Reason> reasons;
    for (const CatalogueRow& row : catalogue_.rows)
      for (const Verdict& verdict : row.verdicts)
        for (const std::string& reason : reasons_of(row.variant, verdict)) {
          const std::string name = row.variant.case_name + "." + row.variant.name;
          const std::string words = " under " + verdict.detector + ": " + reason;
          const auto same = std::ranges::find(reasons, words, &Reason::words);
          if (same == reasons.end())
            reasons.push_back({name, words, agreement_of(row.variant, verdict)});
          else
            same->variants += ", " + name;
        }
    std::string text;
    for (const Reason& reason : reasons)
      text += hanging(mark(reason.agreement), reason.variants + reason.words);
    for (const UndescribedCase& undescribed : catalogue_.undescribed)
      text += hanging(mark(Agreement::kUndecided), undescribed.name + ": " + undescribed.why);
    return text;
  }

  // Lines that stand below the text, and not below the sign before it.
  static std::string hanging(std::string_view sign, const std::string& text) {
    return std::string(sign) + paragraph(text, sign.size(), kCatalogueColumns).substr(sign.size());
  }

  std::string sum() const {
    const auto count = [&](Agreement agreement) {
      return static_cast<std::uint64_t>(std::ranges::count_if(
          catalogue_.rows, [&](const CatalogueRow& row) { return row.agreement() == agreement; }));
    };
    std::string text = fmt::format("{} of {} as declared", with_commas(count(Agreement::kAgrees)),
                                   quantity(catalogue_.rows.size(), "variant", "variants"));
    if (const auto differ = count(Agreement::kDiffers); differ > 0)
      text += fmt::format("; {} otherwise (!)", with_commas(differ));
    if (const auto undecided = count(Agreement::kUndecided); undecided > 0)
      text += fmt::format("; {} undecided (?)", with_commas(undecided));
    if (!catalogue_.undescribed.empty())
      text += "; " + quantity(catalogue_.undescribed.size(), "case", "cases") + " unknown";
    return paragraph(text, 0, kCatalogueColumns);
  }

  const Catalogue& catalogue_;
  const bool looked_;
  std::vector<std::string> detectors_;
};

Json row_json(const CatalogueRow& row) {
  Json expected = Json::object();
  for (const std::string_view detector : kListed)
    expected[std::string(detector)] = expected_by(row.variant, detector);
  Json verdicts = Json::array();
  for (const Verdict& verdict : row.verdicts)
    verdicts.push_back({{"detector", verdict.detector},
                        {"expected", expected_by(row.variant, verdict.detector)},
                        {"agreement", name_of(agreement_of(row.variant, verdict))},
                        {"reasons", reasons_of(row.variant, verdict)},
                        {"status", name_of(verdict.status)},
                        {"finding", name_of(verdict.finding)},
                        {"summary", verdict.summary},
                        {"executions", verdict.executions},
                        {"seconds", verdict.seconds}});
  return {{"case", row.variant.case_name},   {"variant", row.variant.name},
          {"story", row.variant.story},      {"threads", row.variant.threads},
          {"expected", std::move(expected)}, {"verdicts", std::move(verdicts)}};
}

}  // namespace

Agreement agreement_of(const VariantRecord& variant, const Verdict& verdict) {
  if (verdict.status == Verdict::Status::kCouldNotRun) return Agreement::kUndecided;
  if (!disagreements_of(variant, verdict).empty()) return Agreement::kDiffers;
  const bool proof = verdict.detector == "relacy" && variant.expected.model == Finding::kNone;
  return proof && verdict.status != Verdict::Status::kProved ? Agreement::kUndecided : Agreement::kAgrees;
}

Agreement CatalogueRow::agreement() const {
  Agreement worst = Agreement::kAgrees;
  for (const Verdict& verdict : verdicts) worst = std::max(worst, agreement_of(variant, verdict));
  return worst;
}

std::string catalogue_text(const Catalogue& catalogue) {
  return Page(catalogue).text();
}

void write_json(std::ostream& out, const Catalogue& catalogue) {
  Json json = document("catalogue", kCatalogueFormat);
  json["variants"] = Json::array();
  for (const CatalogueRow& row : catalogue.rows) json["variants"].push_back(row_json(row));
  json["undescribed"] = Json::array();
  for (const UndescribedCase& undescribed : catalogue.undescribed)
    json["undescribed"].push_back({{"case", undescribed.name}, {"why", undescribed.why}});
  write_document(out, json);
}

}  // namespace heddle
