#include "heddle/report/catalogue_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "heddle/core/agreement.hpp"
#include "heddle/core/numbers.hpp"

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
    return "forbidden " + share_in_words(forbidden, all);
  if (shown > 0) return "shown " + share_in_words(shown, all);
  return may_show_a_bug(variant) ? "not shown" : "acceptable";
}

std::string meaning_of(std::string_view detector, bool looked) {
  if (detector == "stress")
    return looked ? "real threads; in how many rounds the bug was shown"
                  : "real threads, which may or may not show a bug";
  if (detector == "tsan") return "ThreadSanitizer";
  if (detector == "relacy")
    return looked ? "the explorer; how many executions a proof took"
                  : "the explorer, which finds a bug or proves that there is none";
  return detector == "static" ? "clang's -Wthread-safety" : "";
}

}  // namespace

bool has_a_bug(const VariantRecord& variant) {
  return variant.expected.model != Finding::kNone;
}

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

std::string expected_by(const VariantRecord& variant, std::string_view detector) {
  const std::string silent(has_a_bug(variant) ? kBlind : "silent");
  if (detector == "stress") return may_show_a_bug(variant) ? "may show it" : "acceptable";
  if (detector == "static") return variant.expected.thread_safety ? "warns" : silent;
  if (detector == "relacy") return has_a_bug(variant) ? short_words(variant.expected.model) : "proved";
  return variant.expected.tsan == Finding::kNone ? silent : short_words(variant.expected.tsan);
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

std::vector<std::string> reasons_of(const VariantRecord& variant, const Verdict& verdict) {
  std::vector<std::string> reasons = disagreements_of(variant, verdict);
  if (reasons.empty() && agreement_of(variant, verdict) == Agreement::kUndecided)
    reasons.push_back("declared: a proof; seen: " + verdict.summary);
  return reasons;
}

std::string share_in_words(std::uint64_t part, std::uint64_t all) {
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(all);
  if (percent < 0.01) return with_commas(part) + " of " + with_commas(all);
  if (part < all && percent > 99.99) return "> 99.99 %";
  return fmt::format("{:.2f} %", percent);
}

bool has_looked(const Catalogue& catalogue) {
  return !catalogue.rows.empty() && !catalogue.rows.front().verdicts.empty();
}

std::string_view sign_of(Agreement agreement) {
  return agreement == Agreement::kDiffers ? "! " : agreement == Agreement::kUndecided ? "? " : "";
}

std::vector<std::string> detectors_of(const Catalogue& catalogue) {
  if (!has_looked(catalogue)) return {std::begin(kListed), std::end(kListed)};
  std::vector<std::string> detectors;
  for (const Verdict& verdict : catalogue.rows.front().verdicts) detectors.push_back(verdict.detector);
  return detectors;
}

std::vector<WordMeaning> legend_of(const Catalogue& catalogue) {
  const auto any = [&](const auto& is_so) { return std::ranges::any_of(catalogue.rows, is_so); };
  const bool looked = has_looked(catalogue);
  const std::vector<std::string> detectors = detectors_of(catalogue);
  std::vector<WordMeaning> legend;
  for (const std::string& detector : detectors)
    if (std::string meaning = meaning_of(detector, looked); !meaning.empty())
      legend.push_back({detector, std::move(meaning)});
  const auto says_blind = [&](const CatalogueRow& row) {
    if (looked)
      return std::ranges::any_of(
          row.verdicts, [&](const Verdict& verdict) { return seen_by(row.variant, verdict) == kBlind; });
    return std::ranges::any_of(
        detectors, [&](const std::string& detector) { return expected_by(row.variant, detector) == kBlind; });
  };
  if (any(says_blind))
    legend.push_back({std::string(kBlind), "the bug is there, and this detector is expected not to see it"});
  if (any([](const CatalogueRow& row) {
        return !has_a_bug(row.variant) && row.variant.expected.tsan != Finding::kNone;
      }))
    legend.push_back({"a report beside a proof", "a false alarm, which is expected too"});
  return legend;
}

std::vector<Remark> remarks_on(const Catalogue& catalogue) {
  std::vector<Remark> remarks;
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts)
      for (const std::string& reason : reasons_of(row.variant, verdict)) {
        const std::string name = row.variant.full_name();
        const std::string words = " under " + verdict.detector + ": " + reason;
        const auto same = std::ranges::find(remarks, words, &Remark::words);
        if (same == remarks.end())
          remarks.push_back({agreement_of(row.variant, verdict), name, words});
        else
          same->names += ", " + name;
      }
  for (const UndescribedCase& undescribed : catalogue.undescribed)
    remarks.push_back({Agreement::kUndecided, undescribed.name, ": " + undescribed.why});
  return remarks;
}

std::string count_in_words(const Catalogue& catalogue) {
  const auto count = [&](Agreement agreement) {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        catalogue.rows, [&](const CatalogueRow& row) { return row.agreement() == agreement; }));
  };
  std::string text = fmt::format("{} of {} as declared", with_commas(count(Agreement::kAgrees)),
                                 quantity(catalogue.rows.size(), "variant", "variants"));
  if (const auto differ = count(Agreement::kDiffers); differ > 0)
    text += fmt::format("; {} otherwise (!)", with_commas(differ));
  if (const auto undecided = count(Agreement::kUndecided); undecided > 0)
    text += fmt::format("; {} undecided (?)", with_commas(undecided));
  if (!catalogue.undescribed.empty())
    text += "; " + quantity(catalogue.undescribed.size(), "case", "cases") + " unknown";
  return text;
}

}  // namespace heddle
