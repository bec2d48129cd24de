// The catalogue of cases: for every variant what each detector should see, and what it saw; and its table.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/verdict.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

inline constexpr std::size_t kCatalogueColumns = 80;

// Whether a detector saw what a variant declares; the better first.
enum class Agreement {
  kAgrees,
  kUndecided,  // it could not run, or the explorer neither found anything nor proved that there is nothing
  kDiffers,
};

constexpr std::string_view name_of(Agreement agreement) {
  switch (agreement) {
    case Agreement::kAgrees:
      return "agrees";
    case Agreement::kUndecided:
      return "undecided";
    case Agreement::kDiffers:
      break;
  }
  return "differs";
}

Agreement agreement_of(const VariantRecord& variant, const Verdict& verdict);

struct CatalogueRow {
  VariantRecord variant;
  std::vector<Verdict> verdicts;  // one for each detector that looked, in the same order in all rows; or none

  // The worst of its verdicts; kAgrees where there is none.
  Agreement agreement() const;
};

// A case that could not say what it declares.
struct UndescribedCase {
  std::string name;
  std::string why;
};

struct Catalogue {
  std::vector<CatalogueRow> rows;  // those of one case next to each other
  std::vector<UndescribedCase> undescribed;
};

// A table. Where detectors looked: what each saw in each variant, then every difference and everything
// undecided, line by line. Where none did: what each should see, and the story of each case. Paragraphs are
// of kCatalogueColumns at most; a row of the table is not cut. Text of unknown origin is made printable.
std::string catalogue_text(const Catalogue& catalogue);

}  // namespace heddle
