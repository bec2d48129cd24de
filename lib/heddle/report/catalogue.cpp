#include "heddle/report/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "heddle/report/catalogue_words.hpp"
#include "heddle/report/columns.hpp"

namespace heddle {
namespace {

// Lines that stand below the text, and not below the sign before it.
std::string hanging(std::string_view sign, const std::string& text) {
  return std::string(sign) + paragraph(text, sign.size(), kCatalogueColumns).substr(sign.size());
}

// The table and what has to be said below it.
class Page {
 public:
  explicit Page(const Catalogue& catalogue)
      : catalogue_(catalogue),
        looked_(!catalogue.rows.empty() && !catalogue.rows.front().verdicts.empty()),
        detectors_(detectors_of(catalogue)) {}

  std::string text() const {
    std::string text;
    if (!catalogue_.rows.empty()) text = table() + '\n' + legend();
    if (const std::string why = remarks(); !why.empty()) text += (text.empty() ? "" : "\n") + why;
    if (looked_) text += '\n' + paragraph(count_in_words(catalogue_), 0, kCatalogueColumns);
    return text;
  }

 private:
  // The cells of a row after its name.
  std::vector<std::string> cells(const CatalogueRow& row) const {
    std::vector<std::string> cells;
    if (looked_)
      for (const Verdict& verdict : row.verdicts)
        cells.push_back(std::string(sign_of(agreement_of(row.variant, verdict))) +
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

  std::string legend() const {
    std::string text;
    for (const auto& [word, meaning] : legend_of(catalogue_))
      text += paragraph(fmt::format("{}: {}", word, meaning), 0, kCatalogueColumns);
    return text;
  }

  std::string remarks() const {
    std::string text;
    for (const Remark& remark : remarks_on(catalogue_))
      text += hanging(sign_of(remark.agreement), remark.names + remark.words);
    return text;
  }

  const Catalogue& catalogue_;
  const bool looked_;
  const std::vector<std::string> detectors_;
};

}  // namespace

std::string catalogue_text(const Catalogue& catalogue) {
  return Page(catalogue).text();
}

}  // namespace heddle
