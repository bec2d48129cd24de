// Where the threads of a stress run meet between two rounds: the last one to arrive makes the next round
// ready, alone, and then all leave at the same time.
#pragma once

#include <atomic>
#include <cstdint>

namespace heddle {

// Thread safety: meet() by `threads` threads, each of them for each round. One that waits spins for a moment
// and then sleeps, so that a round that hangs is one whose threads all sleep.
class RoundGate {
 public:
  // threads: at least 1.
  explicit RoundGate(int threads);

  // Waits for all threads. The last one to come calls alone(), ordered after everything that the threads did
  // before and before everything that they do after. All of them return what it returned, within nanoseconds
  // of each other where each has a core.
  template <class Alone>
  bool meet(Alone&& alone) {
    const std::uint32_t round =
        round_.load(std::memory_order_relaxed);  // nobody changes it before all are here
    // acq_rel: the last to come has seen what the others did; it hands on what alone() did through round_.
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == threads_) {
      goes_on_ = alone();
      arrived_.store(0, std::memory_order_relaxed);
      ready_.store(0, std::memory_order_relaxed);
      // A release would do to publish, with the loads in wait_for_round(). But notify_all() of libstdc++
      // first looks whether anybody waits, and a release store may take effect after that look.
      round_.store(round + 1, std::memory_order_seq_cst);
      round_.notify_all();
    } else {
      wait_for_round(round + 1);
    }
    const bool goes_on = goes_on_;
    leave_together();
    return goes_on;
  }

 private:
  void wait_for_round(std::uint32_t round) const;
  void leave_together();

  const int threads_;
  const int spins_;
  bool goes_on_ = true;  // written alone, published by round_
  alignas(64) std::atomic<int> arrived_{0};
  alignas(64) std::atomic<std::uint32_t> round_{0};
  alignas(64) std::atomic<int> ready_{0};
};

}  // namespace heddle
