// The lost update without a data race: the count is atomic, the addition is not. ThreadSanitizer looks for
// plain accesses that nothing orders; here are none, and it is silent.
#pragma once

#include "heddle/cases/image_count.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/count/atomic_counter.hpp"
#include "heddle/count/load_store_counter.hpp"

namespace heddle::cases::lost_update_atomic {

inline constexpr const char* kStory =
    "The count of images was made atomic, but each worker still loads it, adds one and stores it. Each "
    "step is atomic, and another worker's addition fits in between.";

template <class Sync>
struct Racy : CountOneImageEach<LoadStoreCounter<Sync>> {
  using CountOneImageEach<LoadStoreCounter<Sync>>::CountOneImageEach;
  static constexpr Findings kFindings{.tsan = Finding::kNone, .model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{kAllCounted, kFewerCounted};
};

template <class Sync>
using ReadModifyWrite = CountOneImageEach<AtomicCounter<Sync>>;

using Variants = VariantList<Named<"racy", Racy>, Named<"read_modify_write", ReadModifyWrite>>;

}  // namespace heddle::cases::lost_update_atomic
