// Lets threads begin without ordering them: ThreadSanitizer must not take the gate for synchronisation, or it
// would see no race between what one thread did before it and another one after it. So the gate is made of
// the compiler's builtins, in code that is not instrumented.
//
// ThreadSanitizer judges by what orders two accesses and not by when they come, so threads need not meet to
// be found racing. One after the other they are found most surely: no two accesses come at the same instant,
// which it may miss, and locks taken in both orders are told instead of deadlocking. (A turn that ends too
// early is worse than none: it ends when the system takes the processor from a thread in the middle of its
// access.)
#pragma once

#include <sched.h>
#include <time.h>

#include <cstdint>

namespace heddle::tsan {

enum class Start {
  kInTurn,     // each when the one before it is done, or after a while where it does not get done
  kInReverse,  // the same, from the last
  kAtOnce,
};

// Thread safety: enter() and then leave() by each of `threads` threads, numbered from 0; open() by any. For
// files of this box alone, as they are compiled without -fsanitize=thread.
class StartGate {
 public:
  StartGate(int threads, Start start) : threads_(threads), missing_(threads), start_(start) {}

  // Returns when every thread has come and it is this one's turn.
  [[gnu::always_inline]] void enter(int thread) {
    __atomic_sub_fetch(&missing_, 1, __ATOMIC_RELAXED);
    while (__atomic_load_n(&missing_, __ATOMIC_RELAXED) > 0) sched_yield();
    const int before = start_ == Start::kAtOnce   ? 0
                       : start_ == Start::kInTurn ? thread
                                                  : threads_ - 1 - thread;
    const std::int64_t end = now() + before * kLongestTurn;
    while (__atomic_load_n(&done_, __ATOMIC_RELAXED) < before && now() < end) sched_yield();
  }
  [[gnu::always_inline]] void leave() { __atomic_add_fetch(&done_, 1, __ATOMIC_RELAXED); }

  // Lets all pass, whoever is missing.
  void open() { __atomic_store_n(&missing_, 0, __ATOMIC_RELAXED); }

 private:
  static constexpr std::int64_t kLongestTurn = 20'000'000;  // nanoseconds: several time slices

  [[gnu::always_inline]] static std::int64_t now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
  }

  const int threads_;
  int missing_;
  int done_ = 0;
  const Start start_;
};

}  // namespace heddle::tsan
