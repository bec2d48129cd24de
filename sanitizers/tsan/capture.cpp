#include "sanitizers/tsan/capture.hpp"

#include "sanitizers/tsan/hook.hpp"
#include "sanitizers/tsan/runtime_interface.hpp"
#include "sanitizers/tsan/symbolize.hpp"

namespace heddle::tsan {

const std::size_t Capture::kKept = kReportsKept;

bool active() {
  return __tsan_get_report_data != nullptr;
}

Capture::Capture() : first_(kept_reports()), dropped_before_(dropped_reports()) {
  begin_keeping();
}

Capture::~Capture() {
  end_keeping();
  forget_from(first_);
  forget_dropped_from(dropped_before_);
}

std::vector<Finding> Capture::findings() const {
  std::vector<Finding> findings;
  const std::size_t end = kept_reports();
  for (std::size_t at = first_; at < end; ++at) findings.push_back(finding_of(kept_report(at).kind.text));
  return findings;
}

std::vector<Report> Capture::take() {
  std::vector<Report> reports;
  const std::size_t end = kept_reports();
  for (std::size_t at = first_; at < end; ++at) reports.push_back(symbolized(kept_report(at)));
  forget_from(first_);
  return reports;
}

std::size_t Capture::dropped() const {
  return dropped_reports() - dropped_before_;
}

}  // namespace heddle::tsan
