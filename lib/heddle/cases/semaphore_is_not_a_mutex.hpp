// A semaphore of two permits around what only one may use: it limits how many, it does not exclude.
#pragma once

#include "heddle/cases/short_log.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/log/semaphore_buffer_logger.hpp"

namespace heddle::cases::semaphore_is_not_a_mutex {

inline constexpr const char* kStory =
    "The log's buffer is guarded by a semaphore, with two permits so that two workers need not wait "
    "for each other. And so two workers are in the buffer at once.";

template <class Sync>
using TinyLogger = SemaphoreBufferLogger<Sync, ShortLine::kMaxSize, ShortLine>;

// Clock ticks, 0.3 ms of real time: long enough for two workers to meet in the buffer. ThreadSanitizer takes
// a permit's return and the next acquisition for an order, though there was another permit left, and so sees
// the race only of workers that do meet.
inline constexpr int kSpend = 300'000;

template <class Sync>
struct Racy : LogOneLineEach<Sync, TinyLogger<Sync>, /*Permits=*/2, kSpend> {
  using LogOneLineEach<Sync, TinyLogger<Sync>, 2, kSpend>::LogOneLineEach;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kIntact, kTorn, kLost, kDoubled};
};

template <class Sync>
using OnePermit = LogOneLineEach<Sync, TinyLogger<Sync>, /*Permits=*/1, kSpend>;

using Variants = VariantList<Named<"racy", Racy>, Named<"one_permit", OnePermit>>;

}  // namespace heddle::cases::semaphore_is_not_a_mutex
