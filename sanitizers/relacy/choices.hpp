// What makes an execution the one that it is: where it went another way than the one that a search tries
// first (first_of, or the value 0). An execution without detours has none.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace heddle::model {

// Told by its place and not by a count of all questions, so that a question that is not asked any more leaves
// the others where they are.
struct Choice {
  // A turn begins with the question who goes next, which is asked even where one thread alone can go on. The
  // first is 1; 0 is before it.
  std::uint64_t turn = 0;
  // Of this turn. 0: who goes next. From 1: the values that were asked for then.
  std::uint64_t question = 0;
  // A thread, or a value.
  std::uint8_t answer = 0;

  std::pair<std::uint64_t, std::uint64_t> place() const { return {turn, question}; }
  bool operator==(const Choice&) const = default;
};

// In the order in which they were made.
using Choices = std::vector<Choice>;

}  // namespace heddle::model
