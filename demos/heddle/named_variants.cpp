#include "named_variants.hpp"

#include <algorithm>
#include <stdexcept>

#include "heddle/core/near_names.hpp"

namespace heddle {

std::vector<VariantRecord> named_variants(const CasePrograms& programs, const std::string& name) {
  const std::string case_name = name.substr(0, name.find('.'));
  const std::vector<std::string> cases = programs.names();
  if (std::find(cases.begin(), cases.end(), case_name) == cases.end())
    throw std::invalid_argument(no_such_name("case", case_name, cases));

  std::vector<VariantRecord> variants = programs.variants(case_name);
  if (name == case_name) return variants;
  std::vector<std::string> names;
  for (const VariantRecord& variant : variants) names.push_back(variant.full_name());
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::invalid_argument(no_such_name("variant", name, names));
  return {variants[static_cast<std::size_t>(found - names.begin())]};
}

}  // namespace heddle
