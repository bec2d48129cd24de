// The torn line: several workers write the fields of their lines into one buffer. With each of heddle's own
// loggers, the racy one first; semaphore_is_not_a_mutex has the one that only looks right.
#pragma once

#include "heddle/cases/short_log.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/log/mutex_logger.hpp"
#include "heddle/log/per_worker_logger.hpp"
#include "heddle/log/semaphore_append_logger.hpp"
#include "heddle/log/unsynchronized_logger.hpp"

namespace heddle::cases::torn_line {

inline constexpr const char* kStory =
    "Every worker writes a line about its image into one buffer, field by field. Where two write at "
    "once, their fields mix, or one line overwrites the other.";

// Room for one line: the second writes the first one out.
template <class Sync>
using TinyUnsynchronized = UnsynchronizedLogger<Sync, ShortLine::kMaxSize, ShortLine>;

template <class Sync>
struct Racy : LogOneLineEach<Sync, TinyUnsynchronized<Sync>> {
  using LogOneLineEach<Sync, TinyUnsynchronized<Sync>>::LogOneLineEach;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kIntact, kTorn, kLost, kDoubled};
};

template <class Sync>
using WithMutex = LogOneLineEach<Sync, MutexLogger<Sync, ShortLine::kMaxSize, ShortLine>>;

template <class Sync>
using PerWorker = LogOneLineEach<Sync, PerWorkerLogger<Sync, ShortLine::kMaxSize, ShortLine>>;

template <class Sync>
using SemaphoreAppend = LogOneLineEach<Sync, SemaphoreAppendLogger<Sync, ShortLine>>;

using Variants = VariantList<Named<"racy", Racy>, Named<"mutex", WithMutex>, Named<"per_worker", PerWorker>,
                             Named<"semaphore_append", SemaphoreAppend>>;

}  // namespace heddle::cases::torn_line
