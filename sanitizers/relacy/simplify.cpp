#include "sanitizers/relacy/simplify.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sanitizers/relacy/effort.hpp"
#include "sanitizers/relacy/rank.hpp"
#include "sanitizers/relacy/replay.hpp"

namespace heddle::model {
namespace {

struct Turn {
  int thread;
  std::vector<int> values;  // that were asked for until the next turn
};
using Turns = std::vector<Turn>;

// Takes turns as they are wished for. One that is not possible is left out, and after the last whoever runs
// goes on.
class Wished final : public Scheduler {
 public:
  explicit Wished(Turns turns) : turns_(std::move(turns)) {}

  void begin() override {
    next_ = value_ = 0;
    now_ = nullptr;
  }
  int thread(const ThreadChoice& choice) override {
    while (next_ < turns_.size() && !has(choice.candidates, turns_[next_].thread)) ++next_;
    now_ = next_ < turns_.size() ? &turns_[next_++] : nullptr;
    value_ = 0;
    return now_ != nullptr ? now_->thread : first_of(choice);
  }
  int value(int count, ValueChoice) override {
    if (now_ == nullptr || value_ == now_->values.size()) return 0;
    const int wished = now_->values[value_++];
    return wished < count ? wished : 0;
  }
  bool end() override { return false; }
  std::string words() const override { return "an order of turns"; }
  bool is_exhaustive() const override { return false; }

 private:
  const Turns turns_;
  std::size_t next_ = 0;
  const Turn* now_ = nullptr;
  std::size_t value_ = 0;
};

// Notes the turns that another scheduler gives, and what it takes to follow them.
class Followed final : public Scheduler {
 public:
  explicit Followed(Scheduler& scheduler) : scheduler_(scheduler) {}

  void begin() override { scheduler_.begin(); }
  int thread(const ThreadChoice& choice) override {
    const int chosen = scheduler_.thread(choice);
    effort_ += effort_of_thread(choice, chosen);
    turns_.push_back({chosen, {}});
    return chosen;
  }
  int value(int count, ValueChoice why) override {
    const int answer = scheduler_.value(count, why);
    effort_ += effort_of_value(why, answer);
    if (!turns_.empty()) turns_.back().values.push_back(answer);
    return answer;
  }
  bool end() override { return scheduler_.end(); }
  std::string words() const override { return scheduler_.words(); }
  bool is_exhaustive() const override { return false; }

  int effort() const { return effort_; }
  Turns take_turns() { return std::move(turns_); }

 private:
  Scheduler& scheduler_;
  int effort_ = 0;
  Turns turns_;
};

// Turns that a thread has in a row.
struct Block {
  int thread;
  std::size_t begin;
  std::size_t end;
};

std::vector<Block> blocks_of(const Turns& turns) {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (blocks.empty() || blocks.back().thread != turns[i].thread) blocks.push_back({turns[i].thread, i, i});
    blocks.back().end = i + 1;
  }
  return blocks;
}

// The turns from `middle` on come before those from `first` on.
Turns rotated(Turns turns, std::size_t first, std::size_t middle, std::size_t last) {
  const auto at = [&](std::size_t i) { return turns.begin() + static_cast<std::ptrdiff_t>(i); };
  std::rotate(at(first), at(middle), at(last));
  return turns;
}
Turns without(Turns turns, std::size_t first, std::size_t last) {
  turns.erase(turns.begin() + static_cast<std::ptrdiff_t>(first),
              turns.begin() + static_cast<std::ptrdiff_t>(last));
  return turns;
}

class Simplifier {
 public:
  Simplifier(const SearchSettings& settings, const SearchResult& found, std::uint64_t max_steps)
      : settings_(settings), finding_(found.failure->finding), steps_left_(max_steps), best_{found} {
    settings_.record = false;
    settings_.max_executions = 1;
    Replay replay(found.choices);
    Followed followed(replay);
    search(settings_, followed);
    best_.effort = followed.effort();
    turns_ = followed.take_turns();
  }

  // One move after the other, from the end: what is left out there often makes what led to it needless.
  void improve_by_moves() {
    for (bool is_better = true; is_better && steps_left_ > 0;) {
      is_better = false;
      const std::vector<Block> blocks = blocks_of(turns_);
      for (std::size_t i = blocks.size(); i-- > 0 && !is_better && steps_left_ > 0;)
        is_better = is_simpler_with_one_move_of(blocks, i);
    }
  }

  Simplified take_best() { return std::move(best_); }

 private:
  // Returns whether the turns lead to the finding, and more simply than the best so far.
  bool is_simpler_with(Turns turns) {
    Wished wished(std::move(turns));
    Followed followed(wished);
    SearchResult result = search(settings_, followed);
    steps_left_ -= std::min(steps_left_, result.steps);
    if (!result.failure || result.failure->finding != finding_) return false;
    const auto order = [&](const SearchResult& r, int effort) {
      return std::tuple(effort, rank_of(settings_, r), r.steps);
    };
    if (order(result, followed.effort()) >= order(best_.result, best_.effort)) return false;
    best_ = {std::move(result), followed.effort()};
    turns_ = followed.take_turns();
    return true;
  }

  bool is_simpler_with_one_move_of(const std::vector<Block>& blocks, std::size_t i) {
    const Block& block = blocks[i];
    if (is_simpler_with(without(turns_, block.begin, block.end))) return true;
    const auto next = std::find_if(blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1, blocks.end(),
                                   [&](const Block& later) { return later.thread == block.thread; });
    if (next == blocks.end()) return false;
    return is_simpler_with(rotated(turns_, block.begin, block.end, next->begin)) ||
           is_simpler_with(rotated(turns_, block.end, next->begin, next->end));
  }

  SearchSettings settings_;
  const Finding finding_;
  std::uint64_t steps_left_;
  Simplified best_;
  Turns turns_;
};

}  // namespace

Simplified simplify(const SearchSettings& settings, const SearchResult& found, std::uint64_t max_steps) {
  Simplifier simplifier(settings, found, max_steps);
  simplifier.improve_by_moves();
  return simplifier.take_best();
}

}  // namespace heddle::model
