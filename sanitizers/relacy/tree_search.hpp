// Every execution, or every one with at most so many preemptions: a depth-first walk through the tree of
// choices. The next execution differs from the last in the deepest choice that has an alternative left.
// Source: stateless model checking, Godefroid 1997; preemption bounds, Musuvathi and Qadeer, PLDI 2007.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sanitizers/relacy/scheduler.hpp"
#include "sanitizers/relacy/split.hpp"

namespace heddle::model {

class TreeSearch final : public Scheduler {
 public:
  static constexpr int kUnbounded = -1;

  // max_preemptions: switches away from a thread that could have gone on; kUnbounded for all.
  explicit TreeSearch(int max_preemptions = kUnbounded) : max_preemptions_(max_preemptions) {}

  void begin() override;
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override;
  bool end() override;
  std::string words() const override;
  bool is_exhaustive() const override { return max_preemptions_ == kUnbounded || !bound_was_met_; }
  bool is_redundant() const override { return !split_.is_ours(); }
  bool take_part(Split split) override {
    split_ = std::move(split);
    return true;
  }
  std::uint64_t split_fingerprint() const override { return split_.fingerprint(); }
  std::optional<double> explored() const override;

 private:
  // A choice with more than one answer. `left` are the answers that were not tried, as a bit mask; those of a
  // value are numbered from 0.
  struct Node {
    std::uint32_t offered;
    std::uint32_t left;
    int chosen;

    int all() const { return __builtin_popcount(offered); }
    int tried() const { return all() - __builtin_popcount(left) - 1; }
  };

  int choose(std::uint32_t offered, int first);

  const int max_preemptions_;
  Split split_;
  bool bound_was_met_ = false;  // a candidate was left out for the bound's sake
  int preemptions_ = 0;         // in this execution
  std::size_t depth_ = 0;
  std::vector<Node> path_;
};

}  // namespace heddle::model
