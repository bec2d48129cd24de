// Where the figures of metered locks come together, so that components need not know of metrics: a metered
// lock hands its figures in when it is destroyed, and the ledger that is open then takes them.
#pragma once

#include <vector>

#include "heddle/core/lock_stats.hpp"
#include "heddle/metrics/lock_meter.hpp"

namespace heddle {

// Takes the figures of all metered locks that are destroyed while it lives, locks of one name as one.
// At most one at a time. Thread safety: locks may be destroyed by any thread; the rest by the owner.
class LockLedger {
 public:
  // Errors: std::logic_error while another ledger lives.
  LockLedger();
  ~LockLedger();
  LockLedger(const LockLedger&) = delete;
  LockLedger& operator=(const LockLedger&) = delete;

  // In the order in which the names first came.
  std::vector<LockStats> stats() const;

  // Called by metered locks. Without a ledger the figures are dropped.
  static void hand_in(const LockMeter& meter);

 private:
  std::vector<LockMeter> meters_;
};

}  // namespace heddle
