#include "relacy_peer.hpp"

#include <ostream>
#include <streambuf>
#include <string>

#include "safe_stack.hpp"
#include "sanitizers/relacy/relacy.hpp"

namespace heddle::bench::relacy_peer {
namespace {

// Relacy's report of its progress goes nowhere, and allocates nothing.
class NoOutput : public std::streambuf {
  int overflow(int c) override { return c; }
  std::streamsize xsputn(const char*, std::streamsize n) override { return n; }
};

// Executions `first` to `last`, or until one fails. What rl::simulate does, but for running the failed one
// once more to print it.
template <class Suite>
rl::test_result_e run(std::uint64_t first, std::uint64_t last, std::uint64_t& stopped) {
  NoOutput nowhere;
  std::ostream output(&nowhere);
  rl::test_params params;
  params.search_type = rl::sched_random;
  params.iteration_count = last;
  params.output_stream = &output;
  params.progress_stream = &output;
  params.initial_state = (std::to_string(first) + " ").c_str();
  rl::ostringstream state;
  const rl::test_result_e result =
      rl::run_test<Suite, rl::random_scheduler<Suite::params::thread_count>>(params, state, false);
  stopped = params.stop_iteration;
  return result;
}

const rl::debug_info kHere("", __FILE__, 0);

void require(bool holds) {
  if (!holds) rl::ctx().fail_test("", rl::test_result_user_assert_failed, kHere);
}

struct LockedIncrements : rl::test_suite<LockedIncrements, 3> {
  void before() { count(kHere) = 0; }
  void thread(unsigned) {
    for (int i = 0; i < 3; ++i) {
      mutex.lock(kHere);
      count(kHere) = count(kHere) + 1;
      mutex.unlock(kHere);
    }
  }
  void after() { require(count(kHere) == 9); }
  rl::mutex mutex;
  rl::var<int> count;
};

template <bool Weak, bool Yields>
struct SafeStack : rl::test_suite<SafeStack<Weak, Yields>, kSafeStackThreads> {
  static constexpr rl::memory_order kLoad = Weak ? rl::mo_acquire : rl::mo_seq_cst;
  static constexpr rl::memory_order kStore = Weak ? rl::mo_release : rl::mo_seq_cst;

  SafeStack() {
    count.store(kSafeStackPlaces, rl::mo_relaxed, kHere);
    head.store(0, rl::mo_relaxed, kHere);
    for (int i = 0; i < kSafeStackPlaces; ++i)
      next[i].store(i + 1 < kSafeStackPlaces ? i + 1 : -1, rl::mo_relaxed, kHere);
  }
  void thread(unsigned index) {
    for (int turn = 0; turn < kSafeStackTurns; ++turn) {
      int place = take();
      for (; place < 0; place = take()) yield();
      values[place](kHere) = static_cast<int>(index);
      require(values[place](kHere) == static_cast<int>(index));
      give_back(place);
    }
  }
  int take() {
    while (count.load(kLoad, kHere) > 1) {
      const int top = head.load(kLoad, kHere);
      const int below = next[top].exchange(-1, rl::mo_seq_cst, kHere);
      if (below < 0) {
        yield();
        continue;
      }
      int expected = top;
      if (moves_head(expected, below)) {
        count.fetch_sub(1, rl::mo_seq_cst, kHere);
        return top;
      }
      next[top].exchange(below, rl::mo_seq_cst, kHere);
    }
    return -1;
  }
  void give_back(int place) {
    int top = head.load(kLoad, kHere);
    do {
      next[place].store(top, kStore, kHere);
    } while (!moves_head(top, place));
    count.fetch_add(1, rl::mo_seq_cst, kHere);
  }
  bool moves_head(int& expected, int to) {
    return head.compare_exchange(rl::bool_t<false>(), expected, to, rl::mo_seq_cst, rl::mo_seq_cst, kHere);
  }
  static void yield() {
    if (Yields) rl::yield(1, kHere);
  }

  rl::atomic<int> count;
  rl::atomic<int> head;
  rl::atomic<int> next[kSafeStackPlaces];
  rl::var<int> values[kSafeStackPlaces];
};

template <class Suite>
SafeStackRun until_it_fails(std::uint64_t seed, std::uint64_t cap) {
  SafeStackRun all;
  const std::uint64_t first = 1 + seed * cap;
  for (std::uint64_t next = first; all.executions < cap;) {
    std::uint64_t stopped = 0;
    const rl::test_result_e result = run<Suite>(next, first + cap - 1, stopped);
    all.executions = stopped - first + 1;
    if (result == rl::test_result_success) break;
    if (result != rl::test_result_livelock) {
      all.found = true;
      break;
    }
    ++all.cut;
    next = stopped + 1;
  }
  return all;
}

}  // namespace

bool locked_increments(std::uint64_t executions) {
  std::uint64_t stopped = 0;
  return run<LockedIncrements>(1, executions, stopped) == rl::test_result_success;
}

SafeStackRun safe_stack(bool weak, bool yields, std::uint64_t seed, std::uint64_t cap) {
  if (weak)
    return yields ? until_it_fails<SafeStack<true, true>>(seed, cap)
                  : until_it_fails<SafeStack<true, false>>(seed, cap);
  return yields ? until_it_fails<SafeStack<false, true>>(seed, cap)
                : until_it_fails<SafeStack<false, false>>(seed, cap);
}

}  // namespace heddle::bench::relacy_peer
