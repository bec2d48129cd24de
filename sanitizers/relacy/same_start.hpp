// Tells a variant that does not do the same twice. As long as an execution is given the answers that the one
// before it was given, it has to ask the same questions; a search in order begins most executions that way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace heddle::model {

// Thread safety: of the one real thread that runs the model.
class SameStart {
 public:
  void begin() {
    at_ = 0;
    is_same_ = true;
  }

  // `question`: a fingerprint of the choice that is to be made, and of all steps before it. Returns whether
  // it can be that.
  bool asks(std::uint64_t question) {
    asked_ = question;
    return !is_same_ || at_ == before_.size() || before_[at_].question == question;
  }
  void is_told(int answer) {
    if (is_same_ && at_ < before_.size() && before_[at_].answer != answer) {
      is_same_ = false;
      before_.resize(at_);
    }
    if (at_ == before_.size()) before_.push_back({asked_, answer});
    ++at_;
  }

 private:
  struct Choice {
    std::uint64_t question;
    int answer;
  };

  std::vector<Choice> before_;  // of the execution before, and then of this one
  std::size_t at_ = 0;
  std::uint64_t asked_ = 0;
  bool is_same_ = true;  // so far
};

}  // namespace heddle::model
