// Random search with a promise: probabilistic concurrency testing. Threads have priorities, drawn at random,
// and whoever has the highest goes on; at depth - 1 points, drawn among the choices of the execution, what
// would have happened does not: the thread falls behind the others, a load returns an old value, a try fails,
// somebody wakes up for no reason. A bug of depth d is one that d - 1 such points and an order of the threads
// bring about, whatever else happens. Source: Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized
// scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010; that an odd value is a point like
// any other follows Gao, Chakraborty and Ozkan, "Probabilistic concurrency testing for weak memory programs",
// ASPLOS 2023.
//
// With n threads and k choices in an execution, it shows such a bug with a probability of at least
// 1 / (n k^(d-1)). k is the number of choices of the longest execution so far: of the choice between threads,
// each with two or more that can go on, one; of a value with m answers, m - 1.
//
// Where a thread yields, those that have not go first, until a point is met or all of them have: who waits in
// a loop keeps nobody from going on. The bound does not cover that.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sanitizers/relacy/draw.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

class Pct final : public Scheduler {
 public:
  static constexpr int kDepth = 3;

  // depth: at least 1, which has no points.
  explicit Pct(std::uint64_t seed, int depth = kDepth) : draw_(seed), depth_(depth) {}

  void begin() override;
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override;
  void cut() override { is_cut_ = true; }
  bool end() override;
  std::string words() const override;
  bool is_exhaustive() const override { return false; }
  bool is_sampling() const override { return true; }
  std::string guarantee() const override;

  // Of a bug of this depth that shows within choices() choices of threads() threads: the least probability
  // that one execution shows it, and how many executions had it.
  double probability() const { return threads() == 0 ? 0 : 1 / odds(); }
  int choices() const { return longest_; }
  int threads() const { return __builtin_popcount(competed_); }
  std::uint64_t counted() const { return counted_; }

 private:
  struct Point {
    int at;        // a choice, from 0
    int priority;  // of the thread that falls behind there
  };

  double odds() const;  // n k^(d-1)
  int highest_of(ThreadSet threads) const;
  // Goes past so many choices. Returns which of them is a point, or -1.
  int pass(int choices);

  Draw draw_;
  const int depth_;

  int longest_ = 0;            // choices of the longest execution so far
  ThreadSet competed_ = 0;     // who was ever chosen from with others
  std::uint64_t counted_ = 0;  // executions whose points were drawn among `longest_` choices
  bool somebody_yielded_ = false;

  // Of this execution.
  std::array<int, kMaxThreads> priorities_{};
  std::vector<Point> points_;  // in the order in which they are met
  std::size_t next_ = 0;
  int at_ = 0;
  ThreadSet yielded_ = 0;  // lets others go first
  bool is_cut_ = false;
};

}  // namespace heddle::model
