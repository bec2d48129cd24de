#include "sanitizers/harness/looker.hpp"

#include <algorithm>

#include "heddle/core/agreement.hpp"

namespace heddle {

const std::string& Looker::why_not() {
  if (!why_not_) why_not_ = program_.canary ? program_.canary() : "the detector has no canary";
  return *why_not_;
}

Verdict Looker::look(const Variant& variant, const DetectorOptions& options) {
  Verdict verdict;
  if (why_not().empty()) {
    verdict = program_.detector.look(variant, options);
  } else {
    verdict.detector = program_.detector.name;
    verdict.case_name = variant.case_name;
    verdict.variant = variant.name;
    verdict.summary = why_not();
  }
  sources_.complete(verdict);
  return verdict;
}

std::vector<std::string> Looker::differences(const Variant& variant, const Verdict& verdict) {
  const auto has_marks = [&](const std::string& file) { return sources_.has_marks(file); };
  bool marks_required = std::ranges::any_of(program_.sources, has_marks) ||
                        std::ranges::any_of(verdict.places, has_marks, &Place::file);
  for (const Trace& trace : verdict.traces)
    marks_required = marks_required || std::ranges::any_of(trace.steps, has_marks, &Step::file);
  return disagreements(variant, verdict, marks_required);
}

}  // namespace heddle
