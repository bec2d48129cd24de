#include "heddle/report/detectors_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/catalogue_words.hpp"
#include "heddle/report/evidence_html.hpp"
#include "heddle/report/html.hpp"

namespace heddle {
namespace {

std::string evidence_id(std::size_t row, std::size_t column) {
  return fmt::format("evidence-{}-{}", row + 1, column + 1);
}

// How the cell is coloured: whether a bug was seen, ruled out, or neither.
std::string_view class_of(const Verdict& verdict) {
  switch (verdict.status) {
    case Verdict::Status::kFound:
      return "seen";
    case Verdict::Status::kProved:
      return "proved";
    case Verdict::Status::kCouldNotRun:
      return "no-look";
    case Verdict::Status::kNotFound:
      break;
  }
  const bool shown = std::ranges::any_of(verdict.outcomes, [](const OutcomeCount& outcome) {
    return outcome.grade != Grade::kAcceptable && outcome.count > 0;
  });
  return shown ? "seen" : "quiet";
}

class Section {
 public:
  explicit Section(const Catalogue& catalogue)
      : catalogue_(catalogue), looked_(has_looked(catalogue)), detectors_(detectors_of(catalogue)) {}

  std::string html() const {
    std::string html = "<section id=\"detectors\">\n<h2>The detectors</h2>\n";
    if (looked_) html += "<p>" + html_escaped(count_in_words(catalogue_)) + ".</p>\n<p>" + score() + "</p>\n";
    html += remarks() + matrix() + legend();
    return html + (looked_ ? all_evidence() : "") + "</section>\n";
  }

 private:
  // How many of the variants with a bug each detector showed in this run, and what the explorer proved.
  std::string score() const {
    std::uint64_t bugs = 0;
    std::uint64_t proofs = 0;
    std::vector<std::uint64_t> seen(detectors_.size());
    for (const CatalogueRow& row : catalogue_.rows) {
      if (has_a_bug(row.variant)) ++bugs;
      for (std::size_t i = 0; i < detectors_.size(); ++i) {
        if (has_a_bug(row.variant) && class_of(row.verdicts[i]) == "seen") ++seen[i];
        if (row.verdicts[i].status == Verdict::Status::kProved) ++proofs;
      }
    }
    std::string text = "Of " + quantity(bugs, "variant", "variants") + " with a bug, ";
    for (std::size_t i = 0; i < detectors_.size(); ++i)
      text += fmt::format("{}{}{} {}", i == 0 ? "" : ", ", html_isolated(detectors_[i]),
                          i == 0 ? " showed" : "", with_commas(seen[i]));
    text += " in this run.";
    if (proofs > 0)
      text += fmt::format(" {} proved free of bugs, within the bounds that stand at each proof.",
                          proofs == 1 ? "1 variant is" : with_commas(proofs) + " variants are");
    return text;
  }

  std::string remarks() const {
    const std::vector<Remark> remarks = remarks_on(catalogue_);
    if (remarks.empty()) return "";
    std::string html = "<ul class=\"remarks\">\n";
    for (const Remark& remark : remarks)
      html +=
          fmt::format("<li class=\"{}\">{}<b>{}</b>{}</li>\n", name_of(remark.agreement),
                      sign_of(remark.agreement), html_isolated(remark.names), html_isolated(remark.words));
    return html + "</ul>\n";
  }

  std::string matrix() const {
    std::string html =
        "<div class=\"scrolls\" role=\"region\" tabindex=\"0\" aria-label=\"Cases against detectors\">\n"
        "<table class=\"matrix\">\n<thead><tr><th scope=\"col\">case and variant</th>";
    for (const std::string& detector : detectors_)
      html += "<th scope=\"col\">" + html_isolated(detector) + "</th>";
    html += "</tr></thead>\n";
    for (std::size_t i = 0; i < catalogue_.rows.size(); ++i) {
      const VariantRecord& variant = catalogue_.rows[i].variant;
      if (begins_a_case(i))
        html +=
            fmt::format("{}<tbody>\n<tr class=\"case\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                        i == 0 ? "" : "</tbody>\n", detectors_.size() + 1, html_isolated(variant.case_name));
      html += "<tr><th scope=\"row\">" + html_isolated(variant.name) + "</th>";
      for (std::size_t column = 0; column < detectors_.size(); ++column) html += cell(i, column);
      html += "</tr>\n";
    }
    return html + "</tbody>\n</table>\n</div>\n";
  }

  std::string cell(std::size_t index, std::size_t column) const {
    const CatalogueRow& row = catalogue_.rows[index];
    if (!looked_) return "<td>" + html_escaped(expected_by(row.variant, detectors_[column])) + "</td>";
    const Verdict& verdict = row.verdicts[column];
    const Agreement agreement = agreement_of(row.variant, verdict);
    return fmt::format("<td class=\"{} {}\">{}<a href=\"#{}\">{}</a></td>", class_of(verdict),
                       name_of(agreement), sign_of(agreement), evidence_id(index, column),
                       html_isolated(seen_by(row.variant, verdict)));
  }

  std::string legend() const {
    std::string html = "<dl class=\"legend\">\n";
    for (const auto& [word, meaning] : legend_of(catalogue_))
      html += "<dt>" + html_isolated(word) + "</dt><dd>" + html_isolated(meaning) + "</dd>\n";
    if (looked_)
      html +=
          "<dt>!</dt><dd>not what the variant declares</dd>\n"
          "<dt>?</dt><dd>undecided: it could not run, or the explorer came to no proof</dd>\n";
    return html + "</dl>\n";
  }

  // A case at a time, closed until it is opened or a link leads into it.
  std::string all_evidence() const {
    std::string html = "<h3>The evidence</h3>\n";
    for (std::size_t i = 0; i < catalogue_.rows.size(); ++i) {
      const CatalogueRow& row = catalogue_.rows[i];
      if (begins_a_case(i))
        html += fmt::format("{}<details class=\"case\"><summary><b>{}</b></summary>\n<p>{}</p>\n",
                            i == 0 ? "" : "</details>\n", html_isolated(row.variant.case_name),
                            html_isolated(row.variant.story));
      for (std::size_t column = 0; column < row.verdicts.size(); ++column)
        html += evidence_html(row.variant, row.verdicts[column], evidence_id(i, column), 4);
    }
    return html + "</details>\n";
  }

  bool begins_a_case(std::size_t i) const {
    return i == 0 || catalogue_.rows[i].variant.case_name != catalogue_.rows[i - 1].variant.case_name;
  }

  const Catalogue& catalogue_;
  const bool looked_;
  const std::vector<std::string> detectors_;
};

}  // namespace

std::string detectors_section_html(const Catalogue& catalogue) {
  return catalogue.rows.empty() ? "" : Section(catalogue).html();
}

}  // namespace heddle
