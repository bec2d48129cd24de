// How a sampling scheduler answers where there is a usual answer and an odd one: a load that returns an old
// value, a failure or a wake-up for no reason. Most bugs need none of them, and a run full of them hardly
// gets anywhere; some bugs need several. So each execution has a rate of its own: none at all, one in eight,
// or every second. Source: swarm testing, Groce, Zhang, Eide, Chen and Regehr, ISSTA 2012.
#pragma once

#include <array>

#include "sanitizers/relacy/draw.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model.
class OddAnswers {
 public:
  // Draws the rate of an execution.
  void begin(Draw& draw) {
    static constexpr std::array kOneIn{0, 8, 2};
    one_in_ = kOneIn[static_cast<std::size_t>(draw.below(static_cast<int>(kOneIn.size())))];
  }

  // As Scheduler::value. Nobody is usual among those who wait for a notification: each is as likely.
  int value(Draw& draw, int count, ValueChoice why) const {
    if (why == ValueChoice::kWhoIsNotified) return draw.below(count);
    return comes(draw) ? 1 + draw.below(count - 1) : 0;
  }

  // The candidates without those who would wake up for no reason, unless that is to happen.
  ThreadSet candidates(Draw& draw, const ThreadChoice& choice) const {
    const ThreadSet firm = choice.candidates & ~choice.spurious;
    const bool all = firm == 0 || (firm != choice.candidates && comes(draw));
    return all ? choice.candidates : firm;
  }

 private:
  bool comes(Draw& draw) const { return one_in_ != 0 && draw.below(one_in_) == 0; }

  int one_in_ = 0;  // 0: never
};

}  // namespace heddle::model
