// What an execution was asked, and what was answered. As long as the next one is given the same answers it
// has to ask the same: where it does not, the variant does not do the same twice; and where its answers are
// known to be the same, nobody else need be asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sanitizers/relacy/choices.hpp"

namespace heddle::model {

struct Answer {
  std::uint64_t before = 0;    // a fingerprint of all steps before the question
  std::uint32_t question = 0;  // who goes next: those that could; a value: which, and of how many
  std::uint32_t idle = 0;      // who goes next: as in ThreadChoice
  int given = 0;
  int first = 0;  // what a search tries first
  bool is_turn = false;
};

// Thread safety: of the one real thread that runs the model.
class Answers {
 public:
  // An execution begins.
  void begin() {
    at_ = 0;
    is_same_ = true;
  }

  // Whether there is no execution before, nor has this one been asked anything.
  bool are_none() const { return all_.empty(); }

  // Whether this can be the next question.
  bool fits(std::uint64_t before, std::uint32_t question) const {
    return !is_same_ || at_ == all_.size() || (all_[at_].before == before && all_[at_].question == question);
  }
  void add(const Answer& answer) {
    if (is_same_ && at_ < all_.size() && all_[at_].given != answer.given) {
      is_same_ = false;
      all_.resize(at_);
    }
    if (at_ == all_.size()) all_.push_back(answer);
    ++at_;
  }

  // For a question that the execution before was asked and answered in the same way: its answer, or null
  // where it was another question. Who could go on is not looked at, nor what was asked to find that out.
  const Answer* turn_again(std::uint64_t before) {
    while (at_ < all_.size() && !all_[at_].is_turn) ++at_;
    return at_ < all_.size() && all_[at_].before == before ? &all_[at_++] : nullptr;
  }
  const Answer* value_again(std::uint64_t before, std::uint32_t question) {
    return at_ < all_.size() && fits(before, question) ? &all_[at_++] : nullptr;
  }

  // Of this execution.
  Choices choices() const;

 private:
  std::vector<Answer> all_;  // of this execution up to at_, and then of the one before
  std::size_t at_ = 0;
  bool is_same_ = true;  // so far
};

}  // namespace heddle::model
