// Every execution that takes at most so much effort to follow, but for those that come to a state in which an
// earlier one has been, at no more effort: what would follow has been seen from there.
//
// A bound on preemptions and the usual reductions do not go together: of two orders of independent operations
// one may need a preemption more (Musuvathi and Qadeer, MSR-TR-2007-12). States do: whatever can follow one
// can follow its like, for the same effort if the same thread has come to it, and else for that of one
// preemption more at most.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "sanitizers/relacy/scheduler.hpp"
#include "sanitizers/relacy/state_hash.hpp"

namespace heddle::model {

class BoundedSearch final : public Scheduler {
 public:
  // max_effort: as effort.hpp counts it. max_steps: of all executions together; the search ends there.
  BoundedSearch(int max_effort, std::uint64_t max_steps) : max_effort_(max_effort), steps_left_(max_steps) {}

  void begin() override;
  void starts(int child, int parent) override { state_.starts(child, parent); }
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override;
  bool end() override;
  std::string words() const override;
  bool is_exhaustive() const override { return !ran_out_ && !bound_was_met_; }
  bool is_redundant() const override { return is_redundant_; }

  // Whether it ended before every execution within the bound had been looked at.
  bool ran_out() const { return ran_out_; }
  std::uint64_t steps_left() const { return steps_left_; }

 private:
  // A choice with more than one answer. `left` are the answers that were not tried, as a bit mask.
  struct Node {
    std::uint32_t offered;
    std::uint32_t left;
    int chosen;
  };

  int choose(std::uint32_t offered, std::uint32_t left, int first);
  ThreadSet within_bound(const ThreadChoice& choice);
  ThreadSet leading_to_new_states(const ThreadChoice& choice, ThreadSet offered);
  bool is_new(std::uint64_t state, int thread, int effort);

  const int max_effort_;
  std::uint64_t steps_left_;
  bool ran_out_ = false;
  bool bound_was_met_ = false;  // an answer was left out for the bound's sake
  // States, and the least effort that one was come to with by a step of each thread.
  static constexpr std::uint16_t kNever = 0xffff;
  std::unordered_map<std::uint64_t, std::array<std::uint16_t, kMaxThreads>> seen_;
  std::vector<Node> path_;

  // Of this execution.
  std::size_t depth_ = 0;
  int effort_ = 0;
  bool is_redundant_ = false;
  StateHash state_;
};

}  // namespace heddle::model
