#include "heddle/report/catalogue_json.hpp"

#include <ostream>
#include <stdexcept>
#include <utility>

#include "heddle/core/printable.hpp"
#include "heddle/report/catalogue_words.hpp"
#include "heddle/report/json_records.hpp"

namespace heddle {
namespace {

// What the verdict says by itself, and what follows from it and from what the variant declares: that is for
// programs that read, and is not read back.
Json seen_json(const VariantRecord& variant, const Verdict& verdict) {
  Json json = verdict_json(verdict);
  json["expected"] = expected_by(variant, verdict.detector);
  json["seen"] = seen_by(variant, verdict);
  json["agreement"] = name_of(agreement_of(variant, verdict));
  json["reasons"] = reasons_of(variant, verdict);
  return json;
}

Json row_json(const CatalogueRow& row) {
  Json json = variant_json(row.variant);
  json["verdicts"] = Json::array();
  for (const Verdict& verdict : row.verdicts) json["verdicts"].push_back(seen_json(row.variant, verdict));
  return json;
}

CatalogueRow row_from(const Json& json) {
  CatalogueRow row{.variant = variant_from(json), .verdicts = {}};
  for (const Json& verdict : array_in(json, "verdicts")) {
    row.verdicts.push_back(verdict_from(verdict));
    const Verdict& read = row.verdicts.back();
    if (read.case_name != row.variant.case_name || read.variant != row.variant.name)
      throw std::runtime_error("the verdict of '" + printable(read.full_name()) +
                               "' stands with another variant, '" + printable(row.variant.full_name()) + "'");
  }
  return row;
}

// Errors: std::runtime_error where the rows have no columns in common.
void require_columns(const Catalogue& catalogue) {
  for (const CatalogueRow& row : catalogue.rows) {
    const auto& first = catalogue.rows.front().verdicts;
    bool same = row.verdicts.size() == first.size();
    for (std::size_t i = 0; same && i < first.size(); ++i)
      same = row.verdicts[i].detector == first[i].detector;
    if (!same)
      throw std::runtime_error("'" + printable(row.variant.full_name()) +
                               "' was looked at by other detectors than the first variant");
  }
}

}  // namespace

void write_json(std::ostream& out, const Catalogue& catalogue) {
  Json json = document("catalogue", kCatalogueFormat);
  json["variants"] = Json::array();
  for (const CatalogueRow& row : catalogue.rows) json["variants"].push_back(row_json(row));
  json["undescribed"] = Json::array();
  for (const UndescribedCase& undescribed : catalogue.undescribed)
    json["undescribed"].push_back({{"case", undescribed.name}, {"why", undescribed.why}});
  write_document(out, json);
}

Catalogue read_catalogue(std::string_view text) {
  const Json json = read_document(text, "catalogue", kCatalogueFormat);
  Catalogue catalogue;
  for (const Json& variant : array_in(json, "variants")) catalogue.rows.push_back(row_from(variant));
  for (const Json& undescribed : array_in(json, "undescribed"))
    catalogue.undescribed.push_back(
        {.name = field<std::string>(undescribed, "case"), .why = field<std::string>(undescribed, "why")});
  require_columns(catalogue);
  return catalogue;
}

}  // namespace heddle
