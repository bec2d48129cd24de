#include "sanitizers/tsan/fail_on_report.hpp"

#include <cstddef>

namespace heddle::tsan {
namespace {

constexpr std::size_t kShown = 5;  // of one test; the first ones explain the others

}  // namespace

void FailOnReport::OnTestStart(const testing::TestInfo& /*test*/) {
  capture_.emplace();
}

void FailOnReport::OnTestEnd(const testing::TestInfo& /*test*/) {
  if (!capture_) return;
  const std::vector<Report> reports = capture_->take();
  const std::size_t all = reports.size() + capture_->dropped();
  capture_.reset();
  if (all == 0) return;
  auto message = testing::Message() << "ThreadSanitizer reported " << all << (all == 1 ? " thing" : " things")
                                    << " that the test did not expect";
  for (std::size_t i = 0; i < reports.size() && i < kShown; ++i) message << "\n" << text_of(reports[i]);
  if (all > kShown) message << "\nand " << all - kShown << " more";
  ADD_FAILURE() << message;
}

}  // namespace heddle::tsan
