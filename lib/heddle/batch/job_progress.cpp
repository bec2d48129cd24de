#include "heddle/batch/job_progress.hpp"

#include <chrono>

namespace heddle {
namespace {

constexpr std::int64_t kPause = 100'000'000;  // nanoseconds

}  // namespace

void JobProgress::job_done() noexcept {
  if (!show_) return;
  const std::uint64_t done = state_->done.fetch_add(1) + 1;
  const std::int64_t now = std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
  std::int64_t next = state_->next.load();
  if (now < next || !state_->next.compare_exchange_strong(next, now + kPause)) return;
  try {
    show_(done);
  } catch (...) {  // no terminal is worth a worker
  }
}

}  // namespace heddle
