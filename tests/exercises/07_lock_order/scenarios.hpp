// One worker logs while the other counts.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct LogAndCount {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2 2", Grade::kAcceptable, "both images are counted and logged"}};

  void thread(int worker) { worker == 0 ? ledger_.log() : ledger_.count(); }
  std::string after() { return std::to_string(ledger_.images()) + " " + std::to_string(ledger_.lines()); }

  Ledger<Sync> ledger_;
};

using Scenarios = VariantList<Named<"log_and_count", LogAndCount>>;

}  // namespace heddle::exercise
