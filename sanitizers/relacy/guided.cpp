#include "sanitizers/relacy/guided.hpp"

#include <iterator>

namespace heddle::model {
namespace {

// So many are drawn; the one of them that was visited least is returned to.
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
  steps_ = 0;
  way_.clear();
  last_.fill({});
  objects_.clear();
  if (meetings_.empty() || draw_.below(2) == 0) return;
  std::size_t rarest = 0;
  for (int i = 0; i < kDrawn; ++i) {
    const auto other = static_cast<std::size_t>(draw_.below(static_cast<int>(meetings_.size())));
    if (i == 0 || meetings_[other].visits < meetings_[rarest].visits) rarest = other;
  }
  ++meetings_[rarest].visits;
  way_ = meetings_[rarest].way;
}

int Guided::answered(int answer) {
  answers_.push_back(static_cast<std::uint8_t>(answer));
  return answer;
}

int Guided::thread(const ThreadChoice& choice) {
  ++steps_;
  int chosen = first_of(choice);
  if ((choice.candidates & (choice.candidates - 1)) != 0) {
    chosen = answered(is_returning() ? way_[answers_.size()] : draw_.one_of(odd_.candidates(draw_, choice)));
    if ((choice.candidates >> chosen & 1) == 0) return kDiffers;
  }
  const Operation& operation = (*choice.pending)[static_cast<std::size_t>(chosen)];
  if (operation.object != nullptr) note(chosen, operation);
  return chosen;
}

int Guided::value(int count, ValueChoice why) {
  const int answer = answered(is_returning() ? way_[answers_.size()] : odd_.value(draw_, count, why));
  return answer < count ? answer : kDiffers;
}

void Guided::note(int thread, const Operation& operation) {
  const std::uint32_t number = operation.object->number();
  if (objects_.size() <= number) objects_.resize(number + 1);
  Changed& object = objects_[number];
  Used& last = last_[static_cast<std::size_t>(thread)];
  const std::uint64_t what = mixed(
      static_cast<std::uint64_t>(operation.kind) << 32 | static_cast<std::uint32_t>(operation.site.line),
      number);
  const bool disturbed = last.object != 0 && objects_[last.object].changes != last.changes;
  meet(mixed(mixed(mixed(what, last.what), object.by_what), disturbed ? 1 : 0));
  if (!only_looks(operation.kind)) object = {what, object.changes + 1};
  last = {what, number, object.changes};
}

void Guided::meet(std::uint64_t what) {
  const auto [found, is_new] = known_.try_emplace(what, meetings_.size());
  if (is_new) {
    if (meetings_.size() == kMostMeetings)
      known_.erase(found);
    else
      meetings_.push_back({1, executions_, answers_, steps_});
    return;
  }
  Meeting& meeting = meetings_[found->second];
  // In steps: fewer choices would favour ways on which other threads have ended.
  if (steps_ < meeting.steps) {
    meeting.way = answers_;
    meeting.steps = steps_;
  }
  const bool by_chance = way_.empty() || answers_.size() > way_.size();
  if (!by_chance || meeting.last_visit == executions_) return;
  meeting.last_visit = executions_;
  ++meeting.visits;
}

// Nobody should come back to where an execution does not end.
void Guided::cut() {
  for (auto known = known_.begin(); known != known_.end();)
    known = known->second >= known_before_ ? known_.erase(known) : std::next(known);
  meetings_.resize(known_before_);
}

}  // namespace heddle::model
