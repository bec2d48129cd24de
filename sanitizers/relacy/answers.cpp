#include "sanitizers/relacy/answers.hpp"

namespace heddle::model {

Choices Answers::choices() const {
  Choices choices;
  std::uint64_t turn = 0;
  std::uint64_t values = 0;
  for (std::size_t i = 0; i < at_; ++i) {
    const Answer& answer = all_[i];
    turn += answer.is_turn ? 1 : 0;
    values = answer.is_turn ? 0 : values + 1;
    if (answer.given != answer.first)
      choices.push_back({turn, values, static_cast<std::uint8_t>(answer.given)});
  }
  return choices;
}

}  // namespace heddle::model
