// One execution once more: the answers that were given before, and the first answer everywhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "sanitizers/relacy/choices.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

// A choice that is not there any more, or that cannot be made, is passed over and told.
class Replay final : public Scheduler {
 public:
  explicit Replay(Choices choices) : choices_(std::move(choices)) {}

  void begin() override {
    next_ = step_ = 0;
    turn_ = question_ = 0;
    missed_.reset();
  }
  int thread(const ThreadChoice& choice) override {
    ++turn_;
    question_ = 0;
    pass_over();
    step_ = choice.step;
    const int first = first_of(choice);
    return possible(kept_or(first), first, [&](int t) { return (choice.candidates >> t & 1) != 0; });
  }
  int value(int count, ValueChoice) override {
    ++question_;
    pass_over();
    return possible(kept_or(0), 0, [&](int value) { return value < count; });
  }
  bool end() override {
    if (next_ < choices_.size()) miss();
    return false;
  }
  std::string words() const override { return "replay"; }
  bool is_exhaustive() const override { return false; }

  // The step, from 0, at which the execution could not follow its choices; of a recorded execution that has
  // ended.
  std::optional<std::size_t> missed() const { return missed_; }

 private:
  // Those that had their place before this question were not asked for.
  void pass_over() {
    for (; next_ < choices_.size() && choices_[next_].place() < std::pair(turn_, question_); ++next_) miss();
  }
  int kept_or(int first) {
    const bool is_kept = next_ < choices_.size() && choices_[next_].place() == std::pair(turn_, question_);
    return is_kept ? choices_[next_++].answer : first;
  }
  template <class IsPossible>
  int possible(int answer, int first, IsPossible is_possible) {
    if (is_possible(answer)) return answer;
    miss();
    return first;
  }
  void miss() {
    if (!missed_) missed_ = step_;
  }

  const Choices choices_;
  std::size_t next_ = 0;
  std::uint64_t turn_ = 0;
  std::uint64_t question_ = 0;
  std::size_t step_ = 0;  // of this turn
  std::optional<std::size_t> missed_;
};

}  // namespace heddle::model
