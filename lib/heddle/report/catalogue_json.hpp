// The catalogue as JSON, and back: what was looked at once is shown as often as one likes.
#pragma once

#include <iosfwd>
#include <string_view>

#include "heddle/report/catalogue.hpp"

namespace heddle {

inline constexpr int kCatalogueFormat = 3;

// {"heddle_format": 3, "kind": "catalogue", "variants": [...], "undescribed": [...]}: of each variant what it
// declares, and whole verdicts. Errors: those of the stream, which the caller checks.
void write_json(std::ostream& out, const Catalogue& catalogue);

// Errors: std::runtime_error in one line for what is no such document, or a newer one.
Catalogue read_catalogue(std::string_view json);

}  // namespace heddle
