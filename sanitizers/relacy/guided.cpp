#include "sanitizers/relacy/guided.hpp"

#include <iterator>

namespace heddle::model {
namespace {

// Beyond these nothing new is remembered.
constexpr std::size_t kMostMeetings = 4096;

// Drawn, of which the one that was seen least is returned to.
constexpr int kDrawn = 8;

// Source of the constants: MurmurHash3's finaliser, Appleby 2011.
constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t hash = (a ^ (b + 0x9e3779b97f4a7c15U + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdU;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33);
}

}  // namespace

void Guided::begin() {
  odd_.begin(draw_);
  ++executions_;
  known_before_ = meetings_.size();
  answers_.clear();
  way_.clear();
  own_.fill(0);
  done_to_.clear();
  if (meetings_.empty() || draw_.below(2) == 0) return;
  std::size_t rarest = 0;
  for (int i = 0; i < kDrawn; ++i) {
    const auto other = static_cast<std::size_t>(draw_.below(static_cast<int>(meetings_.size())));
    if (i == 0 || meetings_[other].seen < meetings_[rarest].seen) rarest = other;
  }
  way_ = meetings_[rarest].way;
}

int Guided::answered(int answer) {
  answers_.push_back(static_cast<std::uint8_t>(answer));
  return answer;
}

int Guided::thread(const ThreadChoice& choice) {
  int chosen = first_of(choice);
  if ((choice.candidates & (choice.candidates - 1)) != 0) {
    chosen = answered(is_returning() ? way_[answers_.size()] : draw_.one_of(odd_.candidates(draw_, choice)));
    if ((choice.candidates >> chosen & 1) == 0) return kDiffers;
  }
  running_ = chosen;
  const Operation& operation = (*choice.pending)[static_cast<std::size_t>(chosen)];
  if (operation.object == nullptr) return chosen;
  const std::uint64_t what = mixed(
      static_cast<std::uint64_t>(operation.kind) << 32 | static_cast<std::uint32_t>(operation.site.line),
      operation.object->number());
  if (done_to_.size() <= operation.object->number()) done_to_.resize(operation.object->number() + 1);
  std::uint64_t& done = done_to_[operation.object->number()];
  std::uint64_t& own = own_[static_cast<std::size_t>(chosen)];
  meet(mixed(mixed(what, own), done));
  own = what;
  if (!only_looks(operation.kind)) done = what;
  return chosen;
}

int Guided::value(int count, ValueChoice why) {
  const int answer = answered(is_returning() ? way_[answers_.size()] : odd_.value(draw_, count, why));
  if (answer >= count) return kDiffers;
  if (answer != 0) {
    const std::uint64_t odd = mixed(static_cast<std::uint64_t>(why) + 1, static_cast<std::uint64_t>(answer));
    std::uint64_t& own = own_[static_cast<std::size_t>(running_)];
    own = mixed(own, odd);
    meet(mixed(met_, odd));
  }
  return answer;
}

void Guided::meet(std::uint64_t what) {
  met_ = what;
  const auto [found, is_new] = known_.try_emplace(what, meetings_.size());
  if (is_new) {
    if (meetings_.size() == kMostMeetings)
      known_.erase(found);
    else
      meetings_.push_back({1, executions_, answers_});
    return;
  }
  Meeting& meeting = meetings_[found->second];
  if (answers_.size() < meeting.way.size()) meeting.way = answers_;
  const bool by_chance = way_.empty() || answers_.size() > way_.size();
  if (!by_chance || meeting.last_seen == executions_) return;
  meeting.last_seen = executions_;
  ++meeting.seen;
}

// Nobody should come back to where an execution does not end.
void Guided::cut() {
  for (auto known = known_.begin(); known != known_.end();)
    known = known->second >= known_before_ ? known_.erase(known) : std::next(known);
  meetings_.resize(known_before_);
}

}  // namespace heddle::model
