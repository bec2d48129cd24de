#include "sanitizers/relacy/bounded_search.hpp"

#include <algorithm>

#include "sanitizers/relacy/effort.hpp"

namespace heddle::model {

void BoundedSearch::begin() {
  depth_ = 0;
  effort_ = 0;
  is_redundant_ = false;
  state_.clear();
}

int BoundedSearch::choose(std::uint32_t offered, std::uint32_t left, int first) {
  if (depth_ == path_.size()) path_.push_back({offered, left & ~(1U << first), first});
  const Node& node = path_[depth_++];
  return node.offered == offered ? node.chosen : kDiffers;
}

// The candidates that can be chosen without going beyond the bound. There is one: the first.
ThreadSet BoundedSearch::within_bound(const ThreadChoice& choice) {
  ThreadSet offered = only(first_of(choice));
  for (ThreadSet left = choice.candidates; left != 0; left &= left - 1) {
    const int candidate = __builtin_ctz(left);
    if (effort_ + effort_of_thread(choice, candidate) <= max_effort_) offered |= only(candidate);
  }
  if (offered != choice.candidates) bound_was_met_ = true;
  return offered;
}

// Those whose step leads to a state from which something may follow that has not been seen.
ThreadSet BoundedSearch::leading_to_new_states(const ThreadChoice& choice, ThreadSet offered) {
  ThreadSet found = 0;
  for (ThreadSet left = offered; left != 0; left &= left - 1) {
    const int candidate = __builtin_ctz(left);
    const std::uint64_t state =
        state_.value_after(candidate, (*choice.pending)[static_cast<std::size_t>(candidate)]) ^ choice.idle;
    if (is_new(state, candidate, effort_ + effort_of_thread(choice, candidate))) found |= only(candidate);
  }
  return found;
}

bool BoundedSearch::is_new(std::uint64_t state, int thread, int effort) {
  const auto [known, inserted] = seen_.try_emplace(state);
  auto& efforts = known->second;
  if (inserted) efforts.fill(kNever);
  std::uint16_t& own = efforts[static_cast<std::size_t>(thread)];
  if (own <= effort || *std::ranges::min_element(efforts) + kPreemptionEffort <= effort) return false;
  own = static_cast<std::uint16_t>(effort);
  return true;
}

int BoundedSearch::thread(const ThreadChoice& choice) {
  if (steps_left_ > 0) --steps_left_;
  int chosen = first_of(choice);
  if (is_redundant_) return chosen;
  if ((choice.candidates & (choice.candidates - 1)) != 0) {
    const ThreadSet offered = within_bound(choice);
    ThreadSet left = 0;
    // Executions begin as earlier ones did: there only what is new is compared.
    if (depth_ == path_.size()) {
      left = leading_to_new_states(choice, offered);
      if (left == 0) {
        is_redundant_ = true;
        return chosen;
      }
      if (!has(left, chosen)) chosen = __builtin_ctz(left);
    }
    chosen = choose(offered, left, chosen);
    if (chosen == kDiffers) return kDiffers;
  }
  effort_ += effort_of_thread(choice, chosen);
  state_.steps(chosen, (*choice.pending)[static_cast<std::size_t>(chosen)]);
  return chosen;
}

int BoundedSearch::value(int count, ValueChoice why) {
  if (is_redundant_) return 0;
  if (effort_ + kSurpriseEffort > max_effort_) {
    bound_was_met_ = true;
    return 0;
  }
  const std::uint32_t offered = (1U << count) - 1;
  const int chosen = choose(offered, offered, 0);
  if (chosen == kDiffers) return kDiffers;
  effort_ += effort_of_value(why, chosen);
  state_.is_told(chosen);
  return chosen;
}

bool BoundedSearch::end() {
  path_.resize(depth_);  // an execution that was cut off may have left deeper choices behind
  while (!path_.empty()) {
    Node& node = path_.back();
    if (node.left != 0) {
      node.chosen = __builtin_ctz(node.left);
      node.left &= node.left - 1;
      ran_out_ = steps_left_ == 0;
      return !ran_out_;
    }
    path_.pop_back();
  }
  return false;
}

std::string BoundedSearch::words() const {
  return "search of every execution of at most so much effort: " + std::to_string(max_effort_);
}

}  // namespace heddle::model
