// Records as JSON objects, and back: what documents of several kinds hold. For the sources of this box alone.
#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>

#include "heddle/core/finding.hpp"
#include "heddle/core/outcome.hpp"
#include "heddle/core/printable.hpp"
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

// The field that names one of `all`.
template <class Value>
Value named(const Json& object, const char* name, std::initializer_list<Value> all) {
  const auto text = field<std::string>(object, name);
  for (const Value value : all)
    if (name_of(value) == text) return value;
  throw std::runtime_error(std::string("the field '") + name + "' cannot be '" + printable(text) + "'");
}

inline Grade grade_in(const Json& object) {
  return named(object, "grade", {Grade::kAcceptable, Grade::kInteresting, Grade::kForbidden});
}

inline Finding finding_in(const Json& object, const char* name) {
  const auto text = field<std::string>(object, name);
  if (const auto finding = finding_named(text)) return *finding;
  throw std::runtime_error(std::string("the field '") + name + "' cannot be '" + printable(text) + "'");
}

}  // namespace heddle
