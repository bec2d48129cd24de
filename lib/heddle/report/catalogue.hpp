// The catalogue of cases: for every variant what each detector should see, and what it saw, as a table and as
// JSON.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "heddle/core/verdict.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

inline constexpr int kCatalogueFormat = 1;

struct CatalogueRow {
  VariantRecord variant;
  std::vector<Verdict> verdicts;  // one for each detector that looked, in the same order in all rows; or none

  bool agrees() const;         // every detector saw what the variant declares
  bool could_not_run() const;  // at least one
};

// A table: what was seen in each variant, or, where nobody looked, what is to be seen. Rows of one case stand
// together, under its name and its story.
std::string catalogue_text(std::span<const CatalogueRow> rows);

// {"heddle_format": 1, "kind": "catalogue", "variants": [...]}. Errors: those of the stream, which the caller
// checks.
void write_json(std::ostream& out, std::span<const CatalogueRow> rows);

}  // namespace heddle
