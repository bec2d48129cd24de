// One execution once more: the answers that were given before, and the first answer where they end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

// The answers to all choices of an execution that had more than one.
using Choices = std::vector<std::uint8_t>;

class Replay final : public Scheduler {
 public:
  explicit Replay(Choices choices) : choices_(std::move(choices)) {}

  void begin() override { next_ = 0; }
  int thread(const ThreadChoice& choice) override {
    const int first = first_of(choice);
    if ((choice.candidates & (choice.candidates - 1)) == 0) return first;
    const int chosen = next_ < choices_.size() ? choices_[next_++] : first;
    return (choice.candidates >> chosen & 1) != 0 ? chosen : kDiffers;
  }
  int value(int count, ValueChoice) override {
    const int chosen = next_ < choices_.size() ? choices_[next_++] : 0;
    return chosen < count ? chosen : kDiffers;
  }
  bool end() override { return false; }
  std::string words() const override { return "replay"; }
  bool is_exhaustive() const override { return false; }

 private:
  const Choices choices_;
  std::size_t next_ = 0;
};

}  // namespace heddle::model
