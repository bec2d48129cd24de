#include "sound_steps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::test {
namespace {

using Locks = std::vector<std::string>;

bool is_in(const Locks& locks, const std::string& lock) {
  return std::ranges::find(locks, lock) != locks.end();
}
bool begins(const Step& step, std::string_view words) {
  return step.operation.starts_with(words);
}
// Elements of an array have states of their own; that of a thread changes in no step.
bool has_one_state(const Step& step) {
  return !step.object.empty() && step.operation.find('[') == std::string::npos && !begins(step, "start") &&
         !begins(step, "join");
}

class Check {
 public:
  explicit Check(const Trace& trace) : trace_(trace) {}

  void step(std::size_t i) {
    const Step& step = trace_.steps[i];
    ASSERT_GE(step.thread, 0);
    ASSERT_LT(static_cast<std::size_t>(step.thread), trace_.threads.size());
    ASSERT_LT(step.from, static_cast<int>(i));
    giver(step);
    locks(step);
    state(step);
    if (step.preempts) {
      EXPECT_NE(step.thread, last_);
    }
    last_ = step.thread;
  }

 private:
  void giver(const Step& step) {
    const bool reads = begins(step, "load") || begins(step, "read") || begins(step, "fetch_") ||
                       begins(step, "exchange") || begins(step, "compare_exchange");
    if (step.fault || !reads || !has_one_state(step)) return;
    if (step.from >= 0) {
      const Step& giver = trace_.steps[static_cast<std::size_t>(step.from)];
      EXPECT_EQ(giver.object, step.object);
      EXPECT_EQ(giver.after, step.value);
    } else if (const auto initial = initial_.find(step.object); initial != initial_.end()) {
      EXPECT_EQ(step.value, initial->second) << "from the beginning";
    }
  }

  void locks(const Step& step) {
    const Locks& held = holds_[step.thread];
    // Who begins to wait lets go of a lock, and who wakes up takes it, in a step on something else.
    for (const std::string& lock : held)
      if (!is_in(step.holds, lock) && lock != step.object) states_[lock] = "free";
    for (const std::string& lock : step.holds) {
      if (!is_in(held, lock) && lock != step.object)
        states_[lock] = "held by " + trace_.threads[static_cast<std::size_t>(step.thread)];
      for (const auto& [thread, others] : holds_)
        if (thread != step.thread && is_in(others, lock)) {
          EXPECT_TRUE(states_[lock].ends_with("(shared)")) << lock << " is held twice";
        }
    }
    if (!step.fault && (begins(step, "lock") || step.value == "taken") && !begins(step, "try_acquire")) {
      EXPECT_TRUE(is_in(step.holds, step.object));
    }
    if (!step.fault && begins(step, "unlock")) {
      EXPECT_FALSE(is_in(step.holds, step.object));
    }
    holds_[step.thread] = step.holds;
  }

  void state(const Step& step) {
    if (!has_one_state(step)) return;
    initial_.try_emplace(step.object, step.before);
    const auto known = states_.find(step.object);
    if (known != states_.end() && !step.before.starts_with("destroyed by ")) {
      EXPECT_EQ(step.before, known->second);
    }
    states_[step.object] = step.after;
  }

  const Trace& trace_;
  std::map<std::string, std::string> states_;  // of each object, by name
  std::map<std::string, std::string> initial_;
  std::map<int, Locks> holds_;  // of each thread
  int last_ = -1;
};

}  // namespace

void expect_sound_steps(const Trace& trace) {
  Check check(trace);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i) + ": " + trace.steps[i].operation + " " + trace.steps[i].object);
    check.step(i);
  }
}

}  // namespace heddle::test
