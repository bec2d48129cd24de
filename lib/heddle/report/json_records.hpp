// Records as JSON objects, and back: what documents of several kinds hold. For the sources of this box alone.
#pragma once

#include "heddle/core/verdict.hpp"
#include "heddle/report/document.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

// Every field of each. Errors of the way back: std::runtime_error in one line for a field that is missing or
// cannot be what it is.
Json verdict_json(const Verdict& verdict);
Verdict verdict_from(const Json& json);

Json variant_json(const VariantRecord& variant);
VariantRecord variant_from(const Json& json);

}  // namespace heddle
