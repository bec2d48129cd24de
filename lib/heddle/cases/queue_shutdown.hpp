// Closing a queue while workers wait in it: who closes has to hold the lock and to wake everybody. The queue
// is the thread pool's own; the racy ones differ from it by their close().
#pragma once

#include <array>
#include <cstddef>
#include <numeric>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"
#include "heddle/work/bounded_queue.hpp"
#include "heddle/work/pool.hpp"

namespace heddle::cases::queue_shutdown {

inline constexpr const char* kStory =
    "All images are in the queue, and it is closed so that the workers that wait for more go home. A "
    "worker that is about to wait, or that nobody wakes, stays for ever.";

inline constexpr Outcome kDone{"done", Grade::kAcceptable,
                               "every image was converted and every worker went home"};
inline constexpr Outcome kWaits{kHangs, Grade::kInteresting, "a worker waits for images that do not come"};

// The last thread puts one image into the queue and closes it; the others convert until it is closed.
template <class Sync, template <class, class> class Queue, int Workers = 1, int Images = 1>
struct ConvertUntilClosed {
  static constexpr int kThreads = Workers + 1;
  static constexpr Outcome kOutcomes[]{kDone};

  void thread(int worker) { worker < Workers ? convert(static_cast<std::size_t>(worker)) : feed(); }
  std::string after() {
    return std::accumulate(converted_.begin(), converted_.end(), 0) == Images ? "done" : "lost";
  }

  void convert(std::size_t worker) {
    while (queue_.pop()) ++converted_[worker];
  }
  void feed() {
    for (int image = 0; image < Images; ++image) queue_.push(image);
    queue_.close();
  }

  Queue<Sync, int> queue_{1};
  std::array<int, std::size_t{Workers}> converted_{};  // each worker's own
};

// Closes without the lock: a worker that has looked and does not yet wait hears nothing of it.
template <class Sync, class T>
struct UnlockedQueue : BoundedQueue<Sync, T> {
  using BoundedQueue<Sync, T>::BoundedQueue;
  void close() {
    this->closed_.write(true);  // [race]
    this->not_empty_.notify_all();
    this->not_full_.notify_all();
  }
};

template <class Sync>
struct Racy : ConvertUntilClosed<Sync, UnlockedQueue> {
  static constexpr Findings kFindings{
      .tsan = Finding::kDataRace, .model = Finding::kDataRace, .thread_safety = true};
  static constexpr Outcome kOutcomes[]{kDone, kWaits};
};

// Wakes one: the others wait on.
template <class Sync, class T>
struct OneWakingQueue : BoundedQueue<Sync, T> {
  using BoundedQueue<Sync, T>::BoundedQueue;
  void close() {
    const Lock<Sync> lock(this->mutex_);
    this->closed_.write(true);
    this->not_empty_.notify_one();  // [race]
    this->not_full_.notify_one();
  }
};

template <class Sync>
struct NotifyOne : ConvertUntilClosed<Sync, OneWakingQueue, 2> {
  static constexpr Findings kFindings{.tsan = Finding::kNone, .model = Finding::kDeadlock};
  static constexpr Outcome kOutcomes[]{kDone, kWaits};
};

template <class Sync>
using Fixed = ConvertUntilClosed<Sync, BoundedQueue>;

// More images than there is room for, so that the one who feeds the queue waits as well.
template <class Sync>
using FullQueue = ConvertUntilClosed<Sync, BoundedQueue, 1, 2>;

// Two workers who take from the same queue, and the one who feeds it.
template <class Sync>
using TwoWorkers = ConvertUntilClosed<Sync, BoundedQueue, 2, 2>;

// The whole strategy: the workers of a pool.
template <class Sync>
struct Pool {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 2;
  static constexpr std::size_t Images = 2;
  static constexpr Outcome kOutcomes[]{kDone};

  void thread(int) {
    run_pool<Sync>(kStartedThreads, Images, [this](int, std::size_t image) { convert(image); });
  }
  std::string after() { return conversions_.read(0) == 1 && conversions_.read(1) == 1 ? "done" : "lost"; }

  void convert(std::size_t image) { conversions_.write(image, conversions_.read(image) + 1); }

  SharedArray<Sync, int, Images> conversions_{"conversions"};
};

using Variants =
    VariantList<Named<"racy", Racy>, Named<"notify_one", NotifyOne>, Named<"fixed", Fixed>,
                Named<"full_queue", FullQueue>, Named<"two_workers", TwoWorkers>, Named<"pool", Pool>>;

}  // namespace heddle::cases::queue_shutdown
