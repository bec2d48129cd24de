// What the variants of a case declare, as JSON and back: how a program that knows a case tells the catalogue
// of it.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/outcome.hpp"
#include "heddle/core/variant.hpp"

namespace heddle {

inline constexpr int kVariantsFormat = 1;

// A Variant without the means to run it, owning its texts.
struct VariantRecord {
  struct ListedOutcome {
    std::string text;
    Grade grade = Grade::kForbidden;
    std::string meaning;
  };

  std::string case_name;
  std::string name;
  std::string story;
  int threads = 1;
  int max_threads = 1;
  int started_threads = 0;
  Findings expected;
  std::vector<ListedOutcome> outcomes;

  std::string full_name() const { return case_name + "." + name; }
};

// {"heddle_format": 1, "kind": "variants", "variants": [...]}.
// Errors: those of the stream, which the caller checks.
void write_json(std::ostream& out, std::span<const Variant> variants);

// Errors: std::runtime_error in one line for what is no such document, or a newer one.
std::vector<VariantRecord> read_variants(std::string_view json);

}  // namespace heddle
