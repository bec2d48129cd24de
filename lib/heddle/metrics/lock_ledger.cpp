#include "heddle/metrics/lock_ledger.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <string_view>

namespace heddle {
namespace {

std::mutex ledger_mutex;
LockLedger* open_ledger = nullptr;

}  // namespace

LockLedger::LockLedger() {
  const std::lock_guard lock(ledger_mutex);
  if (open_ledger != nullptr) throw std::logic_error("LockLedger: only one may live at a time");
  open_ledger = this;
}

LockLedger::~LockLedger() {
  const std::lock_guard lock(ledger_mutex);
  open_ledger = nullptr;
}

void LockLedger::hand_in(const LockMeter& meter) {
  const std::lock_guard lock(ledger_mutex);
  if (open_ledger == nullptr || meter.acquisitions == 0) return;
  auto& meters = open_ledger->meters_;
  const auto same = std::find_if(meters.begin(), meters.end(), [&](const LockMeter& known) {
    return std::string_view(known.name) == meter.name;
  });
  if (same == meters.end()) {
    meters.push_back(meter);
    return;
  }
  same->acquisitions += meter.acquisitions;
  same->contended += meter.contended;
  same->wait_ns += meter.wait_ns;
  same->longest_wait_ns = std::max(same->longest_wait_ns, meter.longest_wait_ns);
  same->hold_samples += meter.hold_samples;
  same->hold_ns += meter.hold_ns;
  same->longest_hold_ns = std::max(same->longest_hold_ns, meter.longest_hold_ns);
  same->waits.add(meter.waits);
}

std::vector<LockStats> LockLedger::stats() const {
  const std::lock_guard lock(ledger_mutex);
  std::vector<LockStats> stats;
  for (const LockMeter& meter : meters_) {
    LockStats& figures = stats.emplace_back();
    figures.name = meter.name;
    figures.acquisitions = meter.acquisitions;
    figures.contended = meter.contended;
    figures.wait_ns = meter.wait_ns;
    figures.longest_wait_ns = meter.longest_wait_ns;
    if (meter.contended > 0) {
      // A percentile is the bound of a bucket, which may lie beyond all that was measured.
      const auto percentile = [&](double share) {
        return std::min(meter.waits.percentile(share), meter.longest_wait_ns);
      };
      figures.waits = {percentile(0.50), percentile(0.90), percentile(0.99)};
    }
    figures.hold_samples = meter.hold_samples;
    figures.hold_ns = meter.hold_ns;
    figures.longest_hold_ns = meter.longest_hold_ns;
  }
  return stats;
}

}  // namespace heddle
