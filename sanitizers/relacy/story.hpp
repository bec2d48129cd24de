// The steps of a trace, to look for patterns in: who did what before, after and in between.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/trace_words.hpp"

namespace heddle::model {

// Thread safety: immutable; as long as the trace lives. Steps are told by their index.
class Story {
 public:
  explicit Story(const Trace& trace) : trace_(trace) {}

  std::size_t size() const { return trace_.steps.size(); }
  const Step& operator[](std::size_t step) const { return trace_.steps[step]; }
  std::string thread(std::size_t step) const { return thread_of(trace_, trace_.steps[step]); }

  // The step that this one takes from. A trace from a file may say anything.
  std::optional<std::size_t> from(std::size_t step) const {
    const int giver = (*this)[step].from;
    if (giver < 0 || static_cast<std::size_t>(giver) >= step) return std::nullopt;
    return static_cast<std::size_t>(giver);
  }

  bool same_thread(std::size_t a, std::size_t b) const { return (*this)[a].thread == (*this)[b].thread; }

  // The first or the last step in (after, before) that it holds for.
  template <class Predicate>
  std::optional<std::size_t> first_in(std::size_t after, std::size_t before, Predicate&& holds) const {
    for (std::size_t i = after + 1; i < before; ++i)
      if (holds(i)) return i;
    return std::nullopt;
  }
  template <class Predicate>
  std::optional<std::size_t> last_before(std::size_t before, Predicate&& holds) const {
    for (std::size_t i = before; i-- > 0;)
      if (holds(i)) return i;
    return std::nullopt;
  }

  // A write to the same memory by another thread than that of `step`, in (after, before).
  std::optional<std::size_t> others_write(std::size_t step, std::size_t after, std::size_t before) const {
    return first_in(after, before, [&](std::size_t i) {
      return !same_thread(i, step) && writes((*this)[i]) && same_memory((*this)[i], (*this)[step]);
    });
  }

 private:
  const Trace& trace_;
};

}  // namespace heddle::model
