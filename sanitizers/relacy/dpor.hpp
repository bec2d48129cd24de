// Every execution that differs from the others in something that somebody can see, and hardly any other: of
// the executions that are the same but for the order of independent operations, one is enough.
//
// Dynamic partial order reduction with source sets and sleep sets. While an execution runs, each operation is
// compared with the earlier ones of other threads that it depends on and that do not happen before it; where
// their order could be turned round, one thread that begins the turned order is put down for later at the
// choice before the earlier one. Sources: Flanagan and Godefroid, POPL 2005; Abdulla, Aronis, Jonsson and
// Sagonas, "Optimal dynamic partial order reduction", POPL 2014 (Algorithm 1).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sanitizers/relacy/dependence.hpp"
#include "sanitizers/relacy/scheduler.hpp"
#include "sanitizers/relacy/split.hpp"

namespace heddle::model {

// What the reduction rests on, rule by rule. For tests, which break one after the other and see that outcomes
// are lost; a search has all of them.
struct DporRules {
  bool (*are_dependent)(const Access&, const Access&) = &model::are_dependent;
  bool (*may_be_co_enabled)(const Access&, const Access&) = &model::may_be_co_enabled;
  bool sleeps = true;                     // a thread that was tried is not tried again below its siblings
  bool wakes = true;                      // until something is done that its next operation depends on
  bool adds_initials = true;              // else the racing thread itself
  bool adds_all_if_none_is_known = true;  // where no thread that can begin the turned order can go on
  bool turns_every_race = true;           // else the latest of each operation
  bool is_transitive = true;              // what happens before an operation: all that did before it, too
  bool turns_races_of_the_stuck = true;
  bool skips_turned_loads = true;        // stale loads that another order of operations shows
  bool keeps_what_is_behind = true;      // of those, where the load could not have come earlier
  bool keeps_what_was_held_back = true;  // nor could that of a thread that yielded
};

class Dpor final : public Scheduler {
 public:
  explicit Dpor(const DporRules& rules = {}) : rules_(rules) {}

  void begin() override;
  std::uint64_t resume() override;
  void starts(int child, int parent) override;
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override;
  void stuck(ThreadSet waiting, const std::array<Operation, kMaxThreads>& pending) override;
  void stored() override;
  bool end() override;
  std::string words() const override { return "partial order reduction"; }
  bool is_exhaustive() const override { return true; }
  bool is_redundant() const override { return is_redundant_ || !split_.is_ours(); }
  bool take_part(Split split) override {
    split_ = std::move(split);
    return true;
  }
  std::uint64_t split_fingerprint() const override { return split_.fingerprint(); }
  std::optional<double> explored() const override;

 private:
  // What a thread knows of each thread's operations: how many of them happen before.
  using Clock = std::array<std::uint32_t, kMaxThreads>;

  // A choice of a thread, or of a value.
  struct Node {
    bool is_value = false;
    bool is_asked_before_a_turn = false;
    int chosen = 0;
    int count = 0;  // of values

    ThreadSet enabled = 0;
    ThreadSet backtrack = 0;  // to be tried, or tried
    ThreadSet done = 0;       // tried, with all that follows
    ThreadSet sleep = 0;      // need not be tried: what follows has been seen from an earlier choice

    Split::Size size;  // of what follows, where the search is split and once it is known
  };

  struct Event {
    int thread = 0;
    Access access;
    std::size_t node = 0;  // the choice that it was made by
    Clock clock{};         // what happens before it, itself included
    bool stored = false;
  };

  // What a thread knew when it was started, and after how many events that was.
  struct Start {
    static constexpr std::size_t kNever = ~std::size_t{0};

    std::size_t events = kNever;
    Clock clock{};
  };

  static bool happens_before(const Event& event, const Clock& clock) {
    const auto thread = static_cast<std::size_t>(event.thread);
    return event.clock[thread] <= clock[thread];
  }

  // Calls f for the events of other threads that do not happen before `clock`, until it returns false for one
  // of a thread: of those the ones before it are left out.
  template <class F>
  void for_each_concurrent(int thread, const Clock& clock, F&& f) const;
  bool advance();  // to the next path, if there is one
  void look_for_races(int thread, const Access& access);
  void turn_round(std::size_t earlier, int thread, const Access& access);
  bool is_only_a_turned_order() const;
  static Clock only_itself(const Event& event);
  void add_event(int thread, const Access& access);
  void forget_events(std::size_t from_node);
  void begin_at(std::size_t node);
  ThreadSet still_asleep(const Node& node, ThreadSet tried, int chosen, const ThreadChoice& choice) const;
  Split::Size size_of(const Node& node, const ThreadChoice& choice) const;
  // Nothing that this execution still comes to is looked at.
  bool is_given_up() const { return is_redundant_ || split_.is_left_to_others(); }

  const DporRules rules_;
  Split split_;
  std::vector<Node> path_;
  std::size_t depth_ = 0;
  std::size_t leaves_at_ = 0;   // the choice of a thread from which on the path is not that of the one before
  std::size_t open_until_ = 0;  // below this depth the search was being split

  // Of this execution; between executions, of what the next one has in common with it.
  std::vector<Event> events_;
  std::array<std::vector<std::size_t>, kMaxThreads> events_of_;  // of each thread, by their place
  ThreadSet have_events_ = 0;
  std::array<Clock, kMaxThreads> clocks_{};
  std::array<Start, kMaxThreads> starts_{};
  Clock before_{};               // what happened before the last event, but for its races
  std::size_t stores_back_ = 0;  // of the last event, a load: how many stores it has gone back
  ThreadSet asleep_ = 0;
  bool is_redundant_ = false;        // whoever can go on is asleep: this execution has been seen
  std::vector<std::size_t> suffix_;  // scratch of turn_round
};

}  // namespace heddle::model
