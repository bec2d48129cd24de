// SafeStack: a stack of free places that is known to be wrong, and hard to catch. The places are linked
// by index; whoever takes the top one first marks its link as taken (-1), then moves the head, and puts the
// link back where the head has moved meanwhile. That is not enough: the head may come back to a place whose
// link is another one by then (ABA), a place comes to be linked with itself, and at last two threads hold the
// same place. It takes three threads and at least five preemptions in the right places.
// Source of the algorithm: Dmitry Vyukov, 2010; as a benchmark for searches: SCTBench, Thomson, Donaldson and
// Betts, PPoPP 2014.
#pragma once

#include <atomic>
#include <string>

#include "heddle/core/outcome.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::bench {

inline constexpr int kSafeStackThreads = 3;
inline constexpr int kSafeStackPlaces = 3;
inline constexpr int kSafeStackTurns = 2;  // of each thread: takes a place, writes to it, gives it back

// Load and Store: the orders of plain loads and stores; the rest is sequentially consistent. The author's are
// acquire and release.
template <std::memory_order Load, std::memory_order Store>
struct SafeStack {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = kSafeStackThreads;
    static constexpr Outcome kOutcomes[]{{"each its own", Grade::kAcceptable, ""}};

    void thread(int index) {
      for (int turn = 0; turn < kSafeStackTurns; ++turn) {
        int place = take();
        for (; place < 0; place = take()) Sync::yield();
        values_[place].write(index);
        if (values_[place].read() != index) lost_[index] = true;
        give_back(place);
      }
    }
    std::string after() {
      return lost_[0] || lost_[1] || lost_[2] ? "a place had two owners" : "each its own";
    }

   private:
    int take() {
      while (count_.load(Load) > 1) {
        const int top = head_.load(Load);
        const int below = next_[top].exchange(-1);
        if (below < 0) {
          Sync::yield();
          continue;
        }
        int expected = top;
        if (head_.compare_exchange_strong(expected, below)) {
          count_.fetch_sub(1);
          return top;
        }
        next_[top].exchange(below);
      }
      return -1;
    }
    void give_back(int place) {
      int top = head_.load(Load);
      do {
        next_[place].store(top, Store);
      } while (!head_.compare_exchange_strong(top, place));
      count_.fetch_add(1);
    }

    Atomic<Sync, int> count_{"count", kSafeStackPlaces};
    Atomic<Sync, int> head_{"head", 0};
    Atomic<Sync, int> next_[kSafeStackPlaces]{Atomic<Sync, int>("next 0", 1), Atomic<Sync, int>("next 1", 2),
                                              Atomic<Sync, int>("next 2", -1)};
    Shared<Sync, int> values_[kSafeStackPlaces]{
        Shared<Sync, int>("value 0", 0), Shared<Sync, int>("value 1", 0), Shared<Sync, int>("value 2", 0)};
    bool lost_[kThreads] = {};  // what the thread had written
  };
};

}  // namespace heddle::bench
