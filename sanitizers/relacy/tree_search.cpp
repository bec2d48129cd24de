#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::model {

void TreeSearch::begin() {
  split_.begin();
  depth_ = 0;
  preemptions_ = 0;
}

int TreeSearch::choose(std::uint32_t offered, int first) {
  if (depth_ == path_.size()) path_.push_back({offered, offered & ~(1U << first), first});
  Node& node = path_[depth_++];
  if (node.offered != offered) return kDiffers;
  if (split_.is_open())
    split_.descends({static_cast<std::uint64_t>(node.tried()), 1, static_cast<std::uint64_t>(node.all())});
  return node.chosen;
}

int TreeSearch::thread(const ThreadChoice& choice) {
  if (split_.is_left_to_others()) return first_of(choice);
  ThreadSet offered = choice.candidates;
  if (max_preemptions_ != kUnbounded && choice.can_continue() && preemptions_ >= max_preemptions_) {
    const ThreadSet only_current = 1U << choice.current;
    if (offered != only_current) bound_was_met_ = true;
    offered = only_current;
  }
  const int first = first_of(choice);
  const bool is_open = split_.is_open();
  const int chosen = (offered & (offered - 1)) == 0 ? first : choose(offered, first);
  if (chosen == kDiffers) return chosen;
  if (is_open) split_.steps(chosen, (*choice.pending)[static_cast<std::size_t>(chosen)]);
  if (choice.can_continue() && chosen != choice.current) ++preemptions_;
  return chosen;
}

int TreeSearch::value(int count, ValueChoice) {
  if (split_.is_left_to_others()) return 0;
  return choose((1U << count) - 1, 0);
}

bool TreeSearch::end() {
  split_.end();
  path_.resize(depth_);  // an execution that was cut off may have left deeper choices behind
  while (!path_.empty()) {
    Node& node = path_.back();
    if (node.left != 0) {
      node.chosen = __builtin_ctz(node.left);
      node.left &= node.left - 1;
      return true;
    }
    path_.pop_back();
  }
  return false;
}

std::optional<double> TreeSearch::explored() const {
  double explored = 0;
  double piece = 1;
  for (const Node& node : path_) {
    piece /= node.all();
    explored += piece * node.tried();
  }
  return path_.empty() ? 1 : explored;
}

std::string TreeSearch::words() const {
  if (max_preemptions_ == kUnbounded) return "full search";
  return "search of every execution with at most " + std::to_string(max_preemptions_) +
         (max_preemptions_ == 1 ? " preemption" : " preemptions");
}

}  // namespace heddle::model
