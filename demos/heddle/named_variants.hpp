// What a user means by CASE[.VARIANT].
#pragma once

#include <string>
#include <vector>

#include "case_programs.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

// The variants of one case, or the one that is named. Errors: std::invalid_argument for a case or a variant
// that there is not, with the names that are near; std::runtime_error where the case is not built.
std::vector<VariantRecord> named_variants(const CasePrograms& programs, const std::string& name);

}  // namespace heddle
