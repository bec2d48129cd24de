// A case's looks: the canary first, then the detector, then the verdict with its source lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "heddle/core/source.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/harness/case_program.hpp"

namespace heddle {

// Thread safety: one thread, as the detector's look.
class Looker {
 public:
  // The program outlives it.
  explicit Looker(const CaseProgram& program) : program_(program), sources_(program.roots) {}

  // The verdict, its paths relative and with source text. Where the canary was missed it says so instead.
  // Errors: std::invalid_argument for options that the detector cannot have.
  Verdict look(const Variant& variant, const DetectorOptions& options);

  // Declared and seen, where they differ (agreement.hpp). Marks are required of a report where the case, or a
  // file that the report names, has any.
  std::vector<std::string> differences(const Variant& variant, const Verdict& verdict);

 private:
  const std::string& why_not();

  const CaseProgram& program_;
  Sources sources_;
  std::optional<std::string> why_not_;  // the canary's answer, once it was asked
};

}  // namespace heddle
