// Whether a thread that yields goes round in a loop in which it waits for another one. Every turn of such a
// loop is the same until something that it looks at changes, and so one turn in vain stands for all of them:
// or a search would have no end.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "heddle/core/site.hpp"

namespace heddle::model {

// Of one thread. A turn goes from one yield to the next. It was in vain if both are at the same place, the
// thread itself has changed nothing, and nobody has changed what it looked at after it looked. What a turn
// was depends on nothing but the order of operations on the same objects: executions that differ only in the
// order of others go through the same turns. Thread safety: of the one real thread that runs the model.
class WaitingLoop {
 public:
  // The thread has looked at an object, and seen its present state.
  void looks(std::uint32_t object) {
    if (!yields_ || disturbed_ || knows(object)) return;
    if (count_ == looked_at_.size())
      disturbed_ = true;
    else
      looked_at_[count_++] = object;
  }
  // It has looked, and another look may see something else.
  void may_look_again() { disturbed_ = true; }
  // It has changed something itself.
  void changes() { disturbed_ = true; }

  // Another thread has changed the object. Returns whether this one had looked at it.
  bool notices(std::uint32_t object) {
    if (disturbed_ || !knows(object)) return false;
    disturbed_ = true;
    return true;
  }

  // At the place of a yield, and on from there.
  void yields(Site site) {
    is_same_place_ = yields_ && site.line == at_.line && site.file == at_.file;
    yields_ = true;
    at_ = site;
  }
  void goes_on() {
    count_ = 0;
    disturbed_ = false;
  }

  // As it was before the thread began. What it has room for is left as it is: this is done for every
  // execution.
  void restart() {
    yields_ = is_same_place_ = disturbed_ = false;
    count_ = 0;
  }

  bool has_yielded() const { return yields_; }
  // Of a thread that is at a yield: whether its last turn was in vain.
  bool is_waiting() const { return is_same_place_ && !disturbed_; }

 private:
  bool knows(std::uint32_t object) const {
    const auto end = looked_at_.begin() + static_cast<std::ptrdiff_t>(count_);
    return std::find(looked_at_.begin(), end, object) != end;
  }

  bool yields_ = false;  // it has, once at least
  bool is_same_place_ = false;
  bool disturbed_ = false;
  Site at_;
  std::array<std::uint32_t, 32> looked_at_{};  // in this turn; a turn with more is never in vain
  std::size_t count_ = 0;
};

}  // namespace heddle::model
