// The lost update: two workers read the same count, and one of their additions overwrites the other's.
// With each of heddle's own counters, the racy one first.
#pragma once

#include "heddle/cases/image_count.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/count/atomic_counter.hpp"
#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/per_worker_counter.hpp"
#include "heddle/count/semaphore_counter.hpp"
#include "heddle/count/unsynchronized_counter.hpp"

namespace heddle::cases::lost_update {

inline constexpr const char* kStory =
    "Every worker adds the image that it converted to one count. Two that read the same count before "
    "either writes it back count only one image between them.";

template <class Sync>
struct Racy : CountOneImageEach<UnsynchronizedCounter<Sync>> {
  using CountOneImageEach<UnsynchronizedCounter<Sync>>::CountOneImageEach;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kAllCounted, kFewerCounted};
};

template <class Sync>
using WithMutex = CountOneImageEach<MutexCounter<Sync>>;

template <class Sync>
using WithSemaphore = CountOneImageEach<SemaphoreCounter<Sync>>;

template <class Sync>
using WithAtomic = CountOneImageEach<AtomicCounter<Sync>>;

template <class Sync>
using PerWorker = CountOneImageEach<PerWorkerCounter<Sync>>;

using Variants =
    VariantList<Named<"racy", Racy>, Named<"mutex", WithMutex>, Named<"semaphore", WithSemaphore>,
                Named<"atomic", WithAtomic>, Named<"per_worker", PerWorker>>;

}  // namespace heddle::cases::lost_update
