#include "sanitizers/relacy/dpor.hpp"

#include <algorithm>

namespace heddle::model {
namespace {

template <class Clock>
void join(Clock& clock, const Clock& other) {
  for (std::size_t t = 0; t < clock.size(); ++t) clock[t] = std::max(clock[t], other[t]);
}

}  // namespace

void Dpor::begin() {
  split_.begin();
  forget_events(0);
  begin_at(0);
}

std::uint64_t Dpor::resume() {
  if (leaves_at_ < open_until_)
    begin();
  else
    begin_at(leaves_at_);
  return events_.size();
}

void Dpor::begin_at(std::size_t node) {
  depth_ = node;
  for (std::size_t t = 0; t < clocks_.size(); ++t) {
    if (const auto& own = events_of_[t]; !own.empty())
      clocks_[t] = events_[own.back()].clock;
    else
      clocks_[t] = starts_[t].events == Start::kNever ? Clock{} : starts_[t].clock;
  }
  asleep_ = 0;
  is_redundant_ = false;
}

void Dpor::starts(int child, int parent) {
  Clock& clock = clocks_[static_cast<std::size_t>(child)];
  clock = clocks_[static_cast<std::size_t>(parent)];
  starts_[static_cast<std::size_t>(child)] = {events_.size(), clock};
}

int Dpor::thread(const ThreadChoice& choice) {
  if (is_given_up()) return first_of(choice);
  if (depth_ == path_.size()) {
    ThreadChoice awake = choice;
    awake.candidates &= ~asleep_;
    if (awake.candidates == 0) {
      // Those who sleep have been tried with all that follows. Those who wait have not: some of them may wait
      // for each other, and have to come in another order.
      stuck(choice.waiting, *choice.pending);
      is_redundant_ = true;
      return first_of(choice);
    }
    Node& made = path_.emplace_back();
    made.enabled = choice.candidates;
    made.sleep = asleep_;
    made.chosen = split_.is_open() ? __builtin_ctz(awake.candidates) : first_of(awake);
    made.backtrack = split_.is_open() ? made.enabled : only(made.chosen);
  }
  Node& node = path_[depth_];
  if (node.is_value || node.enabled != choice.candidates) return kDiffers;
  const int chosen = node.chosen;
  const Operation& operation = (*choice.pending)[static_cast<std::size_t>(chosen)];
  if (split_.is_open()) {
    if (node.size.own == 0) node.size = size_of(node, choice);
    split_.steps(chosen, operation);
    split_.descends(node.size);
    open_until_ = depth_ + 1;
  }
  Clock& clock = clocks_[static_cast<std::size_t>(chosen)];
  for (ThreadSet awaited = operation.awaited; awaited != 0; awaited &= awaited - 1)
    join(clock, clocks_[static_cast<std::size_t>(__builtin_ctz(awaited))]);
  before_ = clock;
  stores_back_ = 0;
  const Access access(operation);
  look_for_races(chosen, access);
  add_event(chosen, access);
  ++depth_;
  // A thread's node that is there already knows who sleeps.
  if (depth_ == path_.size() || path_[depth_].is_value) {
    const Node& last = path_[depth_ - 1];
    asleep_ = still_asleep(last, last.done, chosen, choice);
  }
  return chosen;
}

// Whether a load that goes back beyond this store would see no more than it does when it runs before the
// store. It does so in another execution, unless something that the store happens before keeps it behind.
bool Dpor::is_only_a_turned_order() const {
  const Event& load = events_.back();
  std::size_t newer = stores_back_;
  for (std::size_t i = events_.size() - 1; i-- > 0;) {
    const Event& event = events_[i];
    // A thread that yields may have been held back, so that the load could not have come earlier.
    if (event.thread == load.thread && event.access.kind == Kind::kYield && rules_.keeps_what_was_held_back)
      return false;
    if (!event.stored || event.access.object != load.access.object) continue;
    if (newer-- == 0) return !happens_before(event, before_) || !rules_.keeps_what_is_behind;
  }
  return false;
}

// What they wait for would have been theirs if they had come first. So too where others could go on but
// sleep: what these would do has been seen, but not behind that.
void Dpor::stuck(ThreadSet waiting, const std::array<Operation, kMaxThreads>& pending) {
  if (is_given_up() || !rules_.turns_races_of_the_stuck) return;
  for (; waiting != 0; waiting &= waiting - 1) {
    const int thread = __builtin_ctz(waiting);
    look_for_races(thread, pending[static_cast<std::size_t>(thread)]);
  }
}

void Dpor::stored() {
  if (!is_given_up() && !events_.empty()) events_.back().stored = true;
}

int Dpor::value(int count, ValueChoice why) {
  if (is_given_up()) return 0;
  if (why == ValueChoice::kStaleLoad && !events_.empty()) {
    if (rules_.skips_turned_loads && is_only_a_turned_order()) return 0;
    ++stores_back_;
  }
  if (depth_ == path_.size()) {
    Node& made = path_.emplace_back();
    made.is_value = true;
    made.is_asked_before_a_turn = why == ValueChoice::kWakesForNothing;
    made.count = count;
  }
  const Node& node = path_[depth_];
  if (!node.is_value || node.count != count) return kDiffers;
  if (split_.is_open()) {
    split_.descends({static_cast<std::uint64_t>(node.chosen), 1, static_cast<std::uint64_t>(count)});
    open_until_ = depth_ + 1;
  }
  ++depth_;
  return node.chosen;
}

bool Dpor::end() {
  split_.end();
  path_.resize(std::min(path_.size(), depth_));
  const bool more = advance();
  // Where a value is another one, the turn that it belongs to comes again.
  leaves_at_ = more ? path_.size() - 1 : 0;
  while (leaves_at_ > 0 && (path_[leaves_at_].is_value || path_[leaves_at_ - 1].is_asked_before_a_turn))
    --leaves_at_;
  forget_events(leaves_at_);
  return more;
}

bool Dpor::advance() {
  while (!path_.empty()) {
    Node& node = path_.back();
    if (node.is_value) {
      if (++node.chosen < node.count) return true;
    } else {
      node.done |= only(node.chosen);
      if (const ThreadSet left = node.backtrack & ~node.done & ~node.sleep; left != 0) {
        node.chosen = __builtin_ctz(left);
        node.size = {};
        return true;
      }
    }
    path_.pop_back();
  }
  return false;
}

void Dpor::forget_events(std::size_t from_node) {
  for (; !events_.empty() && events_.back().node >= from_node; events_.pop_back())
    events_of_[static_cast<std::size_t>(events_.back().thread)].pop_back();
  for (Start& start : starts_)
    if (start.events > events_.size()) start.events = Start::kNever;
}

std::optional<double> Dpor::explored() const {
  double explored = 0;
  double piece = 1;
  for (const Node& node : path_) {
    const int all = node.is_value ? node.count : __builtin_popcount(node.backtrack & ~node.sleep);
    const int tried = node.is_value ? node.chosen : __builtin_popcount(node.done);
    piece /= all;
    explored += piece * tried;
  }
  return path_.empty() ? 1 : explored;
}

// Whoever sleeps wakes up when something is done that its own next operation depends on. A thread that spins
// goes on where nobody else can: had one that waits woken up for no reason before, it would not have.
ThreadSet Dpor::still_asleep(const Node& node, ThreadSet tried, int chosen,
                             const ThreadChoice& choice) const {
  const Operation& done = (*choice.pending)[static_cast<std::size_t>(chosen)];
  const ThreadSet disturbed = done.kind == Kind::kYield ? choice.spurious : 0;
  ThreadSet asleep = 0;
  if (!rules_.sleeps) return asleep;
  for (ThreadSet left = (node.sleep | tried) & ~only(chosen) & ~disturbed; left != 0; left &= left - 1) {
    const int sleeper = __builtin_ctz(left);
    if (!rules_.wakes || !rules_.are_dependent((*choice.pending)[static_cast<std::size_t>(sleeper)], done))
      asleep |= only(sleeper);
  }
  return asleep;
}

// What follows the chosen child are the executions in which it comes first at its object, and in which nobody
// who then sleeps does.
Split::Size Dpor::size_of(const Node& node, const ThreadChoice& choice) const {
  constexpr std::uint64_t kWhole = 1'000;
  const auto chance = [&](int thread) {
    return split_.chance_to_be_first(thread, foreseen((*choice.pending)[static_cast<std::size_t>(thread)]));
  };
  Split::Size size;
  ThreadSet tried = 0;
  for (ThreadSet left = node.enabled & ~node.sleep; left != 0; left &= left - 1) {
    const int child = __builtin_ctz(left);
    std::uint64_t follows = kWhole * chance(child);
    for (ThreadSet asleep = still_asleep(node, tried, child, choice); asleep != 0; asleep &= asleep - 1)
      follows = follows * (kWhole - chance(__builtin_ctz(asleep))) / kWhole;
    follows = std::max<std::uint64_t>(follows, 1);
    if (child < node.chosen) size.before += follows;
    if (child == node.chosen) size.own = follows;
    size.all += follows;
    tried |= only(child);
  }
  return size;
}

Dpor::Clock Dpor::only_itself(const Event& event) {
  Clock clock{};
  const auto thread = static_cast<std::size_t>(event.thread);
  clock[thread] = event.clock[thread];
  return clock;
}

void Dpor::add_event(int thread, const Access& access) {
  Clock& clock = clocks_[static_cast<std::size_t>(thread)];
  // An event that already happens before has nothing to add, and of a thread's dependent ones only the last.
  for_each_concurrent(thread, clock, [&](const Event& event) {
    if (!rules_.are_dependent(event.access, access)) return true;
    join(clock, rules_.is_transitive ? event.clock : only_itself(event));
    return false;
  });
  events_of_[static_cast<std::size_t>(thread)].push_back(events_.size());
  have_events_ |= only(thread);
  // Made in place: copies of what was just written are slow.
  Event& event = events_.emplace_back();
  event.thread = thread;
  event.access = access;
  event.node = depth_;
  event.clock = clock;
  event.clock[static_cast<std::size_t>(thread)] = ++clock[static_cast<std::size_t>(thread)];
}

template <class F>
void Dpor::for_each_concurrent(int thread, const Clock& clock, F&& f) const {
  for (ThreadSet left = have_events_ & ~only(thread); left != 0; left &= left - 1) {
    const auto other = static_cast<std::size_t>(__builtin_ctz(left));
    const auto& events = events_of_[other];
    for (std::size_t i = events.size(); i > clock[other]; --i)
      if (!f(events_[events[i - 1]])) break;
  }
}

void Dpor::look_for_races(int thread, const Access& access) {
  bool goes_on = true;
  for_each_concurrent(thread, clocks_[static_cast<std::size_t>(thread)], [&](const Event& event) {
    if (goes_on && rules_.are_dependent(event.access, access) &&
        rules_.may_be_co_enabled(event.access, access)) {
      turn_round(static_cast<std::size_t>(&event - events_.data()), thread, access);
      goes_on = rules_.turns_every_race;
    }
    return goes_on;
  });
}

// Puts down, at the choice before the earlier event, a thread that can begin an execution in which the
// operation comes before that event: one of the initials of what would have to run first.
void Dpor::turn_round(std::size_t earlier, int thread, const Access& access) {
  const Event& event = events_[earlier];
  const Clock& clock = clocks_[static_cast<std::size_t>(thread)];
  ThreadSet initials = 0;
  bool operation_is_initial = true;
  suffix_.clear();
  for (std::size_t k = earlier + 1; k < events_.size(); ++k) {
    const Event& later = events_[k];
    if (happens_before(event, later.clock)) continue;
    const bool is_first = std::none_of(suffix_.begin(), suffix_.end(), [&](std::size_t s) {
      return happens_before(events_[s], later.clock);
    });
    if (is_first) initials |= only(later.thread);
    if (later.thread == thread || happens_before(later, clock) || rules_.are_dependent(later.access, access))
      operation_is_initial = false;
    suffix_.push_back(k);
  }
  if (operation_is_initial) initials |= only(thread);
  if (!rules_.adds_initials) initials = only(thread);

  Node& node = path_[event.node];
  if ((initials & node.backtrack) != 0) return;
  const ThreadSet possible = initials & node.enabled;
  if (possible != 0)
    node.backtrack |= has(possible, thread) ? only(thread) : (possible & -possible);
  else if (initials != only(thread) && rules_.adds_all_if_none_is_known)
    node.backtrack |= node.enabled;
  // Else the operation cannot be done before the event that makes it possible, or the thread was spinning: it
  // would only have looked once more.
}

}  // namespace heddle::model
