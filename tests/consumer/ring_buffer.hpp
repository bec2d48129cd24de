// A bounded queue of one's own for one producer and one consumer, in a wrong and in a right form.
// Source of the algorithm: Lamport, "Specifying Concurrent Program Modules", 1983.
#pragma once

#include <cstddef>
#include <heddle/core/variant.hpp>
#include <heddle/sync/sync.hpp>
#include <optional>
#include <string>

namespace ring_buffer {

inline constexpr const char* kStory = "A producer hands numbers to a consumer through a ring of two places.";

// Publishes a place with kPublish, which has to be release.
template <class Sync, std::memory_order kPublish>
class RingBuffer {
 public:
  static constexpr std::size_t kPlaces = 2;

  bool push(int value) {
    const std::size_t written = written_.load(std::memory_order_relaxed);  // only this thread writes it
    if (written - read_.load(std::memory_order_acquire) == kPlaces) return false;
    places_.write(written % kPlaces, value);  // [race] where it is published too weakly
    written_.store(written + 1, kPublish);
    return true;
  }
  std::optional<int> pop() {
    const std::size_t read = read_.load(std::memory_order_relaxed);  // only this thread writes it
    if (written_.load(std::memory_order_acquire) == read) return std::nullopt;
    const int value = places_.read(read % kPlaces);  // [race] where it is published too weakly
    read_.store(read + 1, std::memory_order_release);
    return value;
  }

 private:
  heddle::SharedArray<Sync, int, kPlaces> places_{"places"};
  heddle::Atomic<Sync, std::size_t> written_{"written", 0};
  heddle::Atomic<Sync, std::size_t> read_{"read", 0};
};

template <class Sync, std::memory_order kPublish>
struct HandOver {
  static constexpr int kThreads = 2;
  static constexpr heddle::Outcome kOutcomes[]{{"1 2", heddle::Grade::kAcceptable, "in their order"}};

  void thread(int index) { index == 0 ? produce() : consume(); }
  std::string after() { return std::to_string(first_) + " " + std::to_string(second_); }

  void produce() {
    while (!ring_.push(1)) Sync::yield();
    while (!ring_.push(2)) Sync::yield();
  }
  void consume() {
    first_ = next();
    second_ = next();
  }
  int next() {
    for (;;) {
      if (const auto value = ring_.pop()) return *value;
      Sync::yield();
    }
  }

  RingBuffer<Sync, kPublish> ring_;
  int first_ = 0;  // the consumer's own
  int second_ = 0;
};

template <class Sync>
struct Racy : HandOver<Sync, std::memory_order_relaxed> {
  static constexpr heddle::Findings kFindings{.tsan = heddle::Finding::kDataRace,
                                              .model = heddle::Finding::kDataRace};
};

template <class Sync>
using Fixed = HandOver<Sync, std::memory_order_release>;

using Variants = heddle::VariantList<heddle::Named<"racy", Racy>, heddle::Named<"fixed", Fixed>>;

}  // namespace ring_buffer
