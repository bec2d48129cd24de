// Two workers take buffers, use them and give them back.
#pragma once

#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr Outcome kEachOnce{"each once", Grade::kAcceptable, "every buffer is had by one"};
inline constexpr Outcome kTwice{"one twice", Grade::kForbidden, "a buffer is had by two at once"};
inline constexpr Outcome kLost{"one lost", Grade::kForbidden, "a buffer is gone"};

// How often each buffer is there: with a worker, or free.
template <class Sync>
class Census {
 public:
  void count(int buffer) {
    if (buffer >= 0 && buffer < FreeBuffers<Sync>::kBuffers) ++times_[buffer];
  }
  std::string outcome(FreeBuffers<Sync>& free) {
    // One more than there are: in a stack that is broken it would go on.
    for (int i = 0; i <= FreeBuffers<Sync>::kBuffers; ++i) count(free.take());
    std::string outcome = "each once";
    for (const int times : times_) {
      if (times > 1) return "one twice";
      if (times == 0) outcome = "one lost";
    }
    return outcome;
  }

 private:
  int times_[FreeBuffers<Sync>::kBuffers] = {};
};

// One worker takes a buffer while the other takes two and gives the first back.
template <class Sync>
struct TakeAndGiveBack {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kEachOnce, kTwice, kLost};

  void thread(int worker) {
    if (worker == 0) {
      one_ = free_.take();
    } else {
      const int first = free_.take();
      other_ = free_.take();
      if (first != FreeBuffers<Sync>::kNone) free_.give_back(first);
    }
  }
  std::string after() {
    Census<Sync> census;
    census.count(one_);
    census.count(other_);
    return census.outcome(free_);
  }

  FreeBuffers<Sync> free_;
  int one_ = -1;    // the first worker's own
  int other_ = -1;  // the second's
};

// One worker writes into one buffer, and the other into all that it gets, of which it gives the first back.
// Who has a buffer comes after whoever had it before.
template <class Sync>
struct UseAll {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kEachOnce, kTwice, kLost};

  void thread(int worker) {
    for (int i = 0; i < (worker == 0 ? 1 : FreeBuffers<Sync>::kBuffers); ++i) {
      const int buffer = free_.take();
      if (buffer != FreeBuffers<Sync>::kNone) pixels_.write(static_cast<std::size_t>(buffer), 255);
      had_[worker][i] = buffer;
    }
    if (worker == 1 && had_[1][0] != FreeBuffers<Sync>::kNone) {
      free_.give_back(had_[1][0]);
      had_[1][0] = FreeBuffers<Sync>::kNone;
    }
  }
  std::string after() {
    Census<Sync> census;
    census.count(had_[0][0]);
    for (const int buffer : had_[1]) census.count(buffer);
    return census.outcome(free_);
  }

  FreeBuffers<Sync> free_;
  SharedArray<Sync, int, FreeBuffers<Sync>::kBuffers> pixels_{"pixels"};
  int had_[2][FreeBuffers<Sync>::kBuffers] = {{-1, -1, -1}, {-1, -1, -1}};  // by worker
};

using Scenarios = VariantList<Named<"take_and_give_back", TakeAndGiveBack>, Named<"use_all", UseAll>>;

}  // namespace heddle::exercise
